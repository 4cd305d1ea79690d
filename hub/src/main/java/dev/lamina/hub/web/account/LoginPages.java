package dev.lamina.hub.web.account;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.hub.settings.SignUpMode;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.Optional;

/// Logging in and out, and signing up.
final class LoginPages {

    private LoginPages() {}

    static void showLogin(Visitor visitor) throws IOException, HttpException {
        visitor.show(LoginPageRenderer.of().execute(login(visitor, Attempt.NONE)));
    }

    private static LoginPage login(Visitor visitor, Attempt attempt) throws HttpException {
        boolean canSignUp = visitor.people().signUp().mode() == SignUpMode.OPEN;
        return new LoginPage(
                visitor.frame("Log in"),
                "Log in",
                "/login",
                attempt.fault("login", ""),
                attempt.field("login", "name"),
                attempt.secret("login", "password"),
                "current-password",
                false,
                attempt.field("login", "invitation"),
                canSignUp
                        ? Optional.of(new LinkView("Sign up for an account", "/signup"))
                        : Optional.empty());
    }

    static void login(Visitor visitor) throws IOException, HttpException {
        FormBody form = visitor.form();
        Optional<Account> account;
        try {
            account = prove(visitor, form.value("name").orElse(""), form, "password");
        } catch (TryLaterException e) {
            refuse(visitor, visitor.tryLater(e), login(visitor, Attempt.of("login", form, "", e)));
            return;
        }
        if (account.isEmpty()) {
            // Nobody learns which.
            var attempt =
                    new Attempt("login", Optional.of(form), "", "Account or password are wrong.");
            refuse(visitor, 403, login(visitor, attempt));
            return;
        }
        begin(visitor, account.get());
        visitor.goTo(account.get().mustChange() ? "/settings" : "/");
    }

    /// Finds the account whose password is in a form; empty if it is another.
    ///
    /// @param field of the password
    static Optional<Account> prove(Visitor visitor, String name, FormBody form, String field)
            throws IOException {
        return visitor.people()
                .accounts()
                .login(name, form.value(field).orElse(""), visitor.exchange().remoteNetwork());
    }

    /// Shows a form again.
    private static void refuse(Visitor visitor, int status, LoginPage page) throws IOException {
        Html.send(visitor.exchange(), status, LoginPageRenderer.of().execute(page));
    }

    /// Begins a session; one that there was ends, so that nobody goes on under two names.
    static void begin(Visitor visitor, Account account) throws IOException {
        Optional<String> old = Authentication.sessionSecret(visitor.exchange());
        if (old.isPresent()) {
            visitor.people().sessions().end(old.get());
        }
        String secret = visitor.people().sessions().begin(account);
        visitor.exchange()
                .with("Set-Cookie", Authentication.sessionCookie(visitor.exchange(), secret));
    }

    static void showSignUp(Visitor visitor) throws IOException, HttpException {
        var page = signUp(visitor, Attempt.NONE);
        visitor.show(LoginPageRenderer.of().execute(page));
    }

    private static LoginPage signUp(Visitor visitor, Attempt attempt) throws HttpException {
        return new LoginPage(
                visitor.frame("Sign up"),
                "Sign up",
                "/signup",
                attempt.fault("signup", ""),
                attempt.field("signup", "name"),
                attempt.secret("signup", "password"),
                "new-password",
                needsInvitation(visitor),
                attempt.field("signup", "invitation", visitor.query("invitation")),
                Optional.of(new LinkView("Log in", "/login")));
    }

    private static boolean needsInvitation(Visitor visitor) {
        return visitor.people().signUp().mode() == SignUpMode.INVITATION;
    }

    static void signUp(Visitor visitor) throws IOException, HttpException {
        FormBody form = visitor.form();
        try {
            Account account =
                    visitor.people()
                            .signUp()
                            .signUp(
                                    form.value("name").orElse(""),
                                    form.value("password").orElse(""),
                                    form.value("invitation").orElse(""),
                                    visitor.exchange().remoteNetwork());
            begin(visitor, account);
            visitor.goTo("/");
        } catch (RefusedException e) {
            String other = needsInvitation(visitor) ? "invitation" : "";
            var attempt = Attempt.of("signup", form, e, other, "name", "password");
            refuse(visitor, 422, signUp(visitor, attempt));
        } catch (TryLaterException e) {
            var attempt = Attempt.of("signup", form, "", e);
            refuse(visitor, visitor.tryLater(e), signUp(visitor, attempt));
        }
    }

    static void logout(Visitor visitor) throws IOException, HttpException {
        visitor.form();
        Optional<String> secret = Authentication.sessionSecret(visitor.exchange());
        if (secret.isPresent()) {
            visitor.people().sessions().end(secret.get());
        }
        visitor.exchange().with("Set-Cookie", Authentication.sessionCookie(visitor.exchange(), ""));
        visitor.goTo("/?done=logout");
    }
}
