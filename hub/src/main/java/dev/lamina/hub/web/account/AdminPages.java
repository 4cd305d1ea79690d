package dev.lamina.hub.web.account;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Routes;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.hub.web.frame.Words;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What administrators do: accounts and invitations.
final class AdminPages {

    private static final String ADD = "add";
    private static final String CHANGE = "change";

    private static final Routes<Visitor> ROUTES =
            new Routes<>(
                    "/admin",
                    Map.of(
                            "GET ",
                            visitor -> show(visitor, Optional.empty(), Optional.empty()),
                            "POST /invite",
                            AdminPages::invite,
                            "POST /add",
                            AdminPages::add,
                            "POST /change",
                            AdminPages::change));

    private AdminPages() {}

    static boolean answer(Visitor visitor, String method, String rest) throws Exception {
        visitor.loggedIn();
        if (!visitor.isAdministrator()) {
            throw new HttpException(403, "Only administrators may do this.");
        }
        return ROUTES.answer(method, rest, visitor);
    }

    private static void show(
            Visitor visitor, Optional<String> invitation, Optional<String> password)
            throws IOException, HttpException {
        show(visitor, 200, invitation, password, Attempt.NONE);
    }

    private static void refuse(Visitor visitor, Attempt attempt) throws IOException, HttpException {
        show(visitor, 422, Optional.empty(), Optional.empty(), attempt);
    }

    private static void show(
            Visitor visitor,
            int status,
            Optional<String> invitation,
            Optional<String> password,
            Attempt attempt)
            throws IOException, HttpException {
        Instant now = visitor.now();
        var page =
                new AdminPage(
                        visitor.frame("Hub"),
                        invitation,
                        password,
                        attempt.field(ADD, "name"),
                        attempt.fault(CHANGE, ""),
                        visitor.people().accounts().all().stream()
                                .map(account -> AdminPage.AccountView.of(account, now))
                                .toList());
        visitor.exchange().with("Cache-Control", "no-store");
        Html.send(visitor.exchange(), status, AdminPageRenderer.of().execute(page));
    }

    private static void invite(Visitor visitor) throws IOException, HttpException {
        visitor.form();
        String secret = visitor.people().invitations().add(visitor.loggedIn());
        String link = visitor.address() + "/signup?invitation=" + Words.encoded(secret);
        show(visitor, Optional.of(link), Optional.empty());
    }

    private static void add(Visitor visitor) throws IOException, HttpException {
        FormBody form = visitor.form();
        String name = form.value("name").orElse("");
        String password = Accounts.randomPassword();
        try {
            Account account = visitor.people().accounts().addPerson(name, password);
            visitor.people().accounts().resetPassword(account, password);
        } catch (RefusedException e) {
            refuse(visitor, Attempt.of(ADD, form, e, "name"));
            return;
        }
        show(visitor, Optional.empty(), Optional.of(name + ": " + password));
    }

    private static void change(Visitor visitor) throws IOException, HttpException {
        FormBody form = visitor.form();
        Account account = find(visitor, form.value("name").orElse(""));
        try {
            change(visitor, account, form.value("change").orElse(""));
        } catch (RefusedException e) {
            refuse(visitor, Attempt.of(CHANGE, form, e, ""));
        }
    }

    private static void change(Visitor visitor, Account account, String change)
            throws IOException, HttpException {
        Accounts accounts = visitor.people().accounts();
        switch (change) {
            case "disable" -> accounts.setDisabled(account, true);
            case "end-tokens" -> visitor.people().tokens().endAll(account);
            case "enable" -> accounts.setDisabled(account, false);
            case "promote" -> accounts.setAdministrator(account, true);
            case "demote" -> accounts.setAdministrator(account, false);
            case "reset" -> {
                String password = Accounts.randomPassword();
                accounts.resetPassword(account, password);
                show(visitor, Optional.empty(), Optional.of(account.name() + ": " + password));
                return;
            }
            default -> throw new HttpException(400, "change: expected one that the page has");
        }
        visitor.goTo("/admin?done=saved");
    }

    private static Account find(Visitor visitor, String text) throws IOException, HttpException {
        Optional<AccountName> name = AccountName.parse(text);
        Optional<Account> account =
                name.isPresent() ? visitor.people().accounts().find(name.get()) : Optional.empty();
        return account.orElseThrow(() -> new HttpException(404, "There is no such account."));
    }
}
