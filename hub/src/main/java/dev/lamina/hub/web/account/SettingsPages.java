package dev.lamina.hub.web.account;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.FieldException;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The own account: password, name, tokens.
final class SettingsPages {

    private static final String TOKEN = "token";
    private static final String NAME = "full-name";
    private static final String PASSWORD = "password";

    private static final List<Choice> RIGHTS =
            List.of(
                    new Choice("READ", "pull", false),
                    new Choice("WRITE", "pull and push", false),
                    new Choice("ADMIN", "everything", false));

    private static final String EVER = "never";
    private static final String YEAR = "365";

    /// How long a token lasts.
    static final List<Choice> DAYS =
            List.of(
                    new Choice("30", "30 days", false),
                    new Choice(YEAR, "a year", false),
                    new Choice(EVER, "ever", false));

    private SettingsPages() {}

    static void show(Visitor visitor) throws IOException, HttpException {
        show(visitor, 200, Optional.empty(), Optional.empty(), Attempt.NONE);
    }

    private static void show(
            Visitor visitor,
            int status,
            Optional<String> secret,
            Optional<RobotsView.NewToken> made,
            Attempt attempt)
            throws IOException, HttpException {
        Account account = visitor.loggedIn();
        Instant now = visitor.now();
        var page =
                new SettingsPage(
                        visitor.frame("Settings"),
                        account.mustChange(),
                        secret,
                        visitor.people().tokens().of(account).stream()
                                .map(token -> SettingsPage.TokenView.of(token, now))
                                .toList(),
                        attempt.field(TOKEN, "name"),
                        attempt.choices(TOKEN, "right", RIGHTS, "READ"),
                        attempt.choices(TOKEN, "days", DAYS, "30"),
                        attempt.field(NAME, "name", account.fullName()),
                        attempt.secret(PASSWORD, "present"),
                        attempt.secret(PASSWORD, "password"),
                        RobotsView.of(visitor, account, "/settings/", made, attempt));
        Html.send(visitor.exchange(), status, SettingsPageRenderer.of().execute(page));
    }

    /// Shows a form again.
    private static void refuse(Visitor visitor, int status, Attempt attempt)
            throws IOException, HttpException {
        show(visitor, status, Optional.empty(), Optional.empty(), attempt);
    }

    static void changePassword(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        Optional<Account> proven;
        try {
            proven = LoginPages.prove(visitor, account.name().text(), form, "present");
        } catch (TryLaterException e) {
            refuse(visitor, visitor.tryLater(e), Attempt.of(PASSWORD, form, "present", e));
            return;
        }
        if (proven.isEmpty()) {
            String fault = "The present password is another.";
            refuse(visitor, 403, new Attempt(PASSWORD, Optional.of(form), "present", fault));
            return;
        }
        String password = form.value("password").orElse("");
        try {
            if (form.value("end-tokens").isPresent()) {
                visitor.people().accounts().changePasswordAndEndTokens(account, password);
            } else {
                visitor.people().accounts().changePassword(account, password);
            }
        } catch (RefusedException e) {
            refuse(visitor, 422, Attempt.of(PASSWORD, form, e, "password"));
            return;
        }
        LoginPages.begin(visitor, account);
        visitor.goTo("/settings?done=password");
    }

    static void changeName(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        try {
            visitor.people().accounts().setFullName(account, form.value("name").orElse(""));
        } catch (RefusedException e) {
            refuse(visitor, 422, Attempt.of(NAME, form, e, "name"));
            return;
        }
        visitor.goTo("/settings?done=saved");
    }

    /// Its secret is in the answer, and nowhere else.
    static void addToken(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        try {
            String secret =
                    visitor.people()
                            .tokens()
                            .add(
                                    account,
                                    form.value("name").orElse(""),
                                    right(form.value("right").orElse("")),
                                    expiry(visitor, form));
            visitor.exchange().with("Cache-Control", "no-store");
            show(visitor, 200, Optional.of(secret), Optional.empty(), Attempt.NONE);
        } catch (RefusedException e) {
            refuse(visitor, 422, Attempt.of(TOKEN, form, e, "name"));
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

    /// Reads one of [#DAYS]; a form that does not say gets a year.
    ///
    /// @throws HttpException if it says something else: nothing that is not understood lasts for ever
    static Optional<Instant> expiry(Visitor visitor, FormBody form) throws HttpException {
        String days = form.value("days").orElse(YEAR);
        if (DAYS.stream().noneMatch(choice -> choice.value().equals(days))) {
            throw new HttpException(400, "days: expected 30, 365 or never, got '" + days + "'");
        }
        return days.equals(EVER)
                ? Optional.empty()
                : Optional.of(visitor.now().plus(Duration.ofDays(Long.parseLong(days))));
    }

    static void deleteToken(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        String id = visitor.form().value("id").orElse("");
        if (id.matches("\\d{1,18}")) {
            visitor.people().tokens().delete(account, Long.parseLong(id));
        }
        visitor.goTo("/settings?done=deleted");
    }

    static void endTokens(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        visitor.form();
        visitor.people().tokens().endAll(account);
        visitor.goTo("/settings?done=ended");
    }

    static void addRobot(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        try {
            showNew(visitor, RobotForms.add(visitor, account, form));
        } catch (FieldException e) {
            refuse(visitor, e.status(), Attempt.of(RobotsView.ADD, form, e));
        } catch (RefusedException e) {
            refuse(visitor, 422, Attempt.of(RobotsView.ADD, form, e, "robot", "repository"));
        }
    }

    private static void showNew(Visitor visitor, RobotsView.NewToken made)
            throws IOException, HttpException {
        show(visitor, 200, Optional.empty(), Optional.of(made), Attempt.NONE);
    }

    static void renewRobot(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        showNew(visitor, RobotForms.renew(visitor, account, visitor.form()));
    }

    static void removeRobot(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        RobotForms.remove(visitor, account, visitor.form());
        visitor.goTo("/settings?done=deleted");
    }
}
