package dev.lamina.hub.web.account;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.SignUp;
import dev.lamina.hub.http.FormBody;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.Optional;

/// Logging in and out, and signing up.
final class LoginPages {

    private LoginPages() {}

    static void showLogin(Visitor visitor) throws IOException, HttpException {
        visitor.show(LoginPageRenderer.of().execute(login(visitor, Optional.empty(), "")));
    }

    private static LoginPage login(Visitor visitor, Optional<String> error, String name)
            throws HttpException {
        boolean canSignUp = visitor.parts().signUp().mode() == SignUp.Mode.OPEN;
        return new LoginPage(
                visitor.frame("Log in"),
                "Log in",
                "/login",
                error,
                name,
                "current-password",
                false,
                "",
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
                                visitor.exchange().remoteAddress());
        if (account.isEmpty()) {
            var page = login(visitor, Optional.of("Account or password are wrong."), name);
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
        String invitation = visitor.query("invitation");
        var page = signUp(visitor, Optional.empty(), "", invitation);
        visitor.show(LoginPageRenderer.of().execute(page));
    }

    private static LoginPage signUp(
            Visitor visitor, Optional<String> error, String name, String invitation)
            throws HttpException {
        return new LoginPage(
                visitor.frame("Sign up"),
                "Sign up",
                "/signup",
                error,
                name,
                "new-password",
                visitor.parts().signUp().mode() == SignUp.Mode.INVITATION,
                invitation,
                Optional.of(new LinkView("Log in", "/login")));
    }

    static void signUp(Visitor visitor) throws IOException, HttpException {
        FormBody form = visitor.form();
        String name = form.value("name").orElse("");
        String invitation = form.value("invitation").orElse("");
        try {
            Account account =
                    visitor.parts()
                            .signUp()
                            .signUp(
                                    name,
                                    form.value("password").orElse(""),
                                    invitation,
                                    visitor.exchange().remoteAddress());
            begin(visitor, account);
            visitor.goTo("/");
        } catch (RefusedException e) {
            var page = signUp(visitor, Optional.ofNullable(e.getMessage()), name, invitation);
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
