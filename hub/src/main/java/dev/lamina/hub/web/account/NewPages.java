package dev.lamina.hub.web.account;

import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.http.FormBody;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Making repositories and organisations.
final class NewPages {

    private NewPages() {}

    static void show(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        var owners = new ArrayList<String>();
        owners.add(account.name().text());
        for (AccountName organisation : visitor.parts().organisations().of(account)) {
            owners.add(organisation.text());
        }
        List<Choice> choices = Choice.of(owners, account.name().text());
        visitor.show(NewPageRenderer.of().execute(new NewPage(visitor.frame("New"), choices)));
    }

    static void addRepository(Visitor visitor) throws IOException, HttpException {
        visitor.loggedIn();
        FormBody form = visitor.form();
        String text = form.value("owner").orElse("") + "/" + form.value("name").orElse("");
        RepositoryName name =
                RepositoryName.parse(text)
                        .orElseThrow(
                                () ->
                                        new HttpException(
                                                422,
                                                "name: expected lower-case letters, digits and"
                                                        + " single separators, got '"
                                                        + text
                                                        + "'"));
        if (!visitor.right(name).includes(Right.ADMIN)) {
            throw new HttpException(
                    403, "You may not make repositories of " + name.account() + ".");
        }
        boolean isPublic = form.value("private").isEmpty();
        if (!visitor.parts().shelf().create(name, isPublic, visitor.now())) {
            throw new HttpException(409, "There is a repository " + name.familiar() + " already.");
        }
        visitor.goTo(Links.repository(name) + "?done=created");
    }

    static void addOrganisation(Visitor visitor) throws IOException, HttpException {
        Account account = visitor.loggedIn();
        String name = visitor.form().value("name").orElse("");
        visitor.parts().organisations().add(name, account);
        visitor.goTo(Links.account(name) + "/members?done=created");
    }
}
