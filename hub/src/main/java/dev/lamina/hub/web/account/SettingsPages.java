package dev.lamina.hub.web.account;

import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.http.FormBody;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The own account: password, name, tokens.
final class SettingsPages {

    private SettingsPages() {}

    static void show(Visitor visitor) throws IOException, HttpException {
        show(visitor, 200, Optional.empty(), Optional.empty());
    }

    private static void show(
            Visitor visitor, int status, Optional<String> error, Optional<String> secret)
            throws IOException, HttpException {
        Account account = visitor.loggedIn();
        Instant now = visitor.now();
        var page =
                new SettingsPage(
                        visitor.frame("Settings"),
                        account.mustChange(),
                        error,
                        secret,
                        account.fullName(),
                        visitor.parts().tokens().of(account).stream()
                                .map(token -> SettingsPage.TokenView.of(token, now))
                                .toList());
        Html.send(visitor.exchange(), status, SettingsPageRenderer.of().execute(page));
    }

    private static void refuse(Visitor visitor, RefusedException e)
            throws IOException, HttpException {
        show(visitor, 422, Optional.ofNullable(e.getMessage()), Optional.empty());
    }

    static void changePassword(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        Optional<Account> proven =
                visitor.parts()
                        .accounts()
                        .login(
                                account.name().text(),
                                form.value("present").orElse(""),
                                visitor.exchange().remoteAddress());
        if (proven.isEmpty()) {
            show(visitor, 403, Optional.of("The present password is another."), Optional.empty());
            return;
        }
        try {
            visitor.parts().accounts().changePassword(account, form.value("password").orElse(""));
        } catch (RefusedException e) {
            refuse(visitor, e);
            return;
        }
        LoginPages.begin(visitor, account);
        visitor.goTo("/settings?done=password");
    }

    static void changeName(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        visitor.parts().accounts().setFullName(account, form.value("name").orElse(""));
        visitor.goTo("/settings?done=saved");
    }

    /// Its secret is in the answer, and nowhere else.
    static void addToken(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        try {
            String secret =
                    visitor.parts()
                            .tokens()
                            .add(
                                    account,
                                    form.value("name").orElse(""),
                                    right(form.value("right").orElse("")),
                                    expiry(visitor, form.value("days").orElse("")));
            visitor.exchange().with("Cache-Control", "no-store");
            show(visitor, 200, Optional.empty(), Optional.of(secret));
        } catch (RefusedException e) {
            refuse(visitor, e);
        }
    }

    static Right right(String text) throws HttpException {
        for (Right right : Right.values()) {
            if (right.name().equals(text)) {
                return right;
            }
        }
        throw new HttpException(400, "right: expected READ, WRITE or ADMIN, got '" + text + "'");
    }

    private static Optional<Instant> expiry(Visitor visitor, String days) {
        return days.matches("[1-9]\\d{0,3}")
                ? Optional.of(visitor.now().plus(Duration.ofDays(Long.parseLong(days))))
                : Optional.empty();
    }

    static void deleteToken(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        String id = visitor.form().value("id").orElse("");
        if (id.matches("\\d{1,18}")) {
            visitor.parts().tokens().delete(account, Long.parseLong(id));
        }
        visitor.goTo("/settings?done=deleted");
    }
}
