package dev.lamina.hub.web.account;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.SignUp;
import dev.lamina.hub.http.FormBody;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Logging in and out, and signing up.
final class LoginPages {

    private LoginPages() {}

    static void showLogin(Visitor visitor) throws IOException, HttpException {
        visitor.show(LoginPageRenderer.of().execute(login(visitor, Attempt.NONE)));
    }

    private static LoginPage login(Visitor visitor, Attempt attempt) throws HttpException {
        boolean canSignUp = visitor.parts().signUp().mode() == SignUp.Mode.OPEN;
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
        String name = form.value("name").orElse("");
        Optional<Account> account =
                visitor.parts()
                        .accounts()
                        .login(
                                name,
                                form.value("password").orElse(""),
                                visitor.exchange().remoteNetwork());
        if (account.isEmpty()) {
            // Nobody learns which.
            var attempt =
                    new Attempt("login", Optional.of(form), "", "Account or password are wrong.");
            var page = login(visitor, attempt);
            Html.send(visitor.exchange(), 403, LoginPageRenderer.of().execute(page));
            return;
        }
        begin(visitor, account.get());
        visitor.goTo(account.get().mustChange() ? "/settings" : "/");
    }

    /// Begins a session; one that there was ends, so that nobody goes on under two names.
    static void begin(Visitor visitor, Account account) throws IOException {
        Optional<String> old = Authentication.sessionSecret(visitor.exchange());
        if (old.isPresent()) {
            visitor.parts().sessions().end(old.get());
        }
        String secret = visitor.parts().sessions().begin(account);
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
        return visitor.parts().signUp().mode() == SignUp.Mode.INVITATION;
    }

    static void signUp(Visitor visitor) throws IOException, HttpException {
        FormBody form = visitor.form();
        try {
            Account account =
                    visitor.parts()
                            .signUp()
                            .signUp(
                                    form.value("name").orElse(""),
                                    form.value("password").orElse(""),
                                    form.value("invitation").orElse(""),
                                    visitor.exchange().remoteNetwork());
            begin(visitor, account);
            visitor.goTo("/");
        } catch (RefusedException e) {
            var fields = new HashMap<>(Map.of("account", "name", "password", "password"));
            if (needsInvitation(visitor)) {
                fields.put("sign-up", "invitation");
            }
            var page = signUp(visitor, Attempt.of("signup", form, e, fields));
            Html.send(visitor.exchange(), 422, LoginPageRenderer.of().execute(page));
        }
    }

    static void logout(Visitor visitor) throws IOException, HttpException {
        visitor.form();
        Optional<String> secret = Authentication.sessionSecret(visitor.exchange());
        if (secret.isPresent()) {
            visitor.parts().sessions().end(secret.get());
        }
        visitor.exchange().with("Set-Cookie", Authentication.sessionCookie(visitor.exchange(), ""));
        visitor.goTo("/?done=logout");
    }
}
