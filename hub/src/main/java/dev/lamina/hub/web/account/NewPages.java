package dev.lamina.hub.web.account;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.ReservedNameException;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.FieldException;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/// Making repositories and organisations.
final class NewPages {

    private static final String REPOSITORY = "repository";
    private static final String ORGANISATION = "organisation";

    private NewPages() {}

    static void show(Visitor visitor) throws IOException, HttpException {
        show(visitor, 200, Attempt.NONE);
    }

    private static void show(Visitor visitor, int status, Attempt attempt)
            throws IOException, HttpException {
        Account account = visitor.loggedIn();
        var owners = new ArrayList<String>();
        owners.add(account.name().text());
        for (AccountName organisation : visitor.people().organisations().of(account)) {
            owners.add(organisation.text());
        }
        String first = account.name().text();
        var page =
                new NewPage(
                        visitor.frame("New"),
                        attempt.choices(REPOSITORY, "owner", Choice.of(owners, first), first),
                        attempt.field(REPOSITORY, "name"),
                        attempt.isChecked(REPOSITORY, "private", false),
                        attempt.field(ORGANISATION, "name"));
        Html.send(visitor.exchange(), status, NewPageRenderer.of().execute(page));
    }

    static void addRepository(Visitor visitor) throws IOException, HttpException {
        visitor.loggedIn();
        FormBody form = visitor.form();
        try {
            RepositoryName name = create(visitor, form);
            visitor.goTo(Links.repository(name) + "?done=created");
        } catch (FieldException e) {
            show(visitor, e.status(), Attempt.of(REPOSITORY, form, e));
        }
    }

    private static RepositoryName create(Visitor visitor, FormBody form)
            throws IOException, HttpException, FieldException {
        String text = form.value("owner").orElse("") + "/" + form.value("name").orElse("");
        Optional<RepositoryName> parsed = RepositoryName.parse(text);
        if (parsed.isEmpty()) {
            throw new FieldException(
                    422,
                    "name",
                    "name: expected lower-case letters, digits and single separators, got '"
                            + text
                            + "'");
        }
        RepositoryName name = parsed.get();
        if (!visitor.right(name).includes(Right.ADMIN)) {
            throw new HttpException(
                    403, "You may not make repositories of " + name.account() + ".");
        }
        boolean isPublic = form.value("private").isEmpty();
        try {
            if (!visitor.repositories().repositories().create(name, isPublic, visitor.now())) {
                throw new FieldException(
                        409, "name", "There is a repository " + name.familiar() + " already.");
            }
        } catch (ReservedNameException e) {
            throw new FieldException(422, "name", String.valueOf(e.getMessage()));
        }
        return name;
    }

    static void addOrganisation(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        FormBody form = visitor.form();
        String name = form.value("name").orElse("");
        try {
            visitor.people().organisations().add(name, account);
        } catch (RefusedException e) {
            show(visitor, 422, Attempt.of(ORGANISATION, form, e, "name"));
            return;
        }
        visitor.goTo(Links.account(name) + "/members?done=created");
    }
}
