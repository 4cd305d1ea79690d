package dev.lamina.hub.web.account;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Member;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.SearchQuery;
import dev.lamina.hub.web.frame.CardView;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Routes;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages of accounts: `/u/NAME`, and for the owners of organisations `/u/NAME/PART`.
final class OwnerPages {

    private static final int MAX_STARRED = 100;

    private static final Routes<Owner> ROUTES =
            new Routes<>("/u/{account}", Map.of("GET ", OwnerPages::show));

    private OwnerPages() {}

    /// An account that somebody looks at.
    record Owner(Visitor visitor, Account account) {}

    static boolean answer(Visitor visitor, String method, String rest) throws Exception {
        int slash = rest.indexOf('/');
        Account account = find(visitor, slash < 0 ? rest : rest.substring(0, slash));
        if (slash >= 0) {
            return OrganisationPages.answer(
                    new Owner(visitor, account), method, rest.substring(slash + 1));
        }
        return ROUTES.answer(method, "", new Owner(visitor, account));
    }

    private static Account find(Visitor visitor, String text) throws IOException, HttpException {
        Optional<AccountName> name = AccountName.parse(text);
        Optional<Account> account =
                name.isPresent() ? visitor.people().accounts().find(name.get()) : Optional.empty();
        return account.orElseThrow(() -> new HttpException(404, "There is no such account."));
    }

    private static void show(Owner owner) throws IOException, HttpException {
        Visitor visitor = owner.visitor();
        Account account = owner.account();
        boolean isOrganisation = account.kind() == Account.Kind.ORGANISATION;
        String name = account.name().text();
        List<LinkView> starred = starred(visitor, account);
        List<LinkView> peers = peers(visitor, account);
        var page =
                new OwnerPage(
                        visitor.frame(name),
                        name,
                        isOrganisation,
                        Optional.of(account.fullName()).filter(text -> !text.isEmpty()),
                        isOrganisation && OrganisationPages.mayManage(visitor, account)
                                ? Optional.of(Links.account(name) + "/members")
                                : Optional.empty(),
                        cards(visitor, name),
                        !starred.isEmpty(),
                        starred,
                        !peers.isEmpty(),
                        isOrganisation ? "Members" : "Organisations",
                        peers);
        visitor.show(OwnerPageRenderer.of().execute(page));
    }

    private static List<CardView> cards(Visitor visitor, String name) throws IOException {
        var query =
                new SearchQuery(
                        "",
                        false,
                        Optional.of(name),
                        Optional.empty(),
                        Optional.empty(),
                        SearchQuery.Order.NAME,
                        0,
                        SearchQuery.MAX_LIMIT);
        return CardView.of(
                visitor.lists().search().find(query, visitor.sight()).cards(), visitor.now());
    }

    /// What somebody likes is shown as far as the visitor may see it.
    private static List<LinkView> starred(Visitor visitor, Account account) throws IOException {
        var links = new ArrayList<LinkView>();
        for (RepositoryName name :
                visitor.repositories().stars().of(account.name().text(), MAX_STARRED)) {
            if (visitor.right(name).includes(dev.lamina.hub.account.Right.READ)) {
                links.add(new LinkView(name.familiar(), Links.repository(name)));
            }
        }
        return links;
    }

    /// Members of an organisation, or the organisations of a person: as far as the visitor may see who
    /// belongs to what.
    private static List<LinkView> peers(Visitor visitor, Account account) throws IOException {
        var links = new ArrayList<LinkView>();
        for (AccountName name : peerNames(visitor, account)) {
            links.add(new LinkView(name.text(), Links.account(name.text())));
        }
        return links;
    }

    private static List<AccountName> peerNames(Visitor visitor, Account account)
            throws IOException {
        return switch (account.kind()) {
            case ORGANISATION ->
                    OrganisationPages.maySeeMembers(visitor, account)
                            ? visitor.people().organisations().members(account).stream()
                                    .map(Member::account)
                                    .toList()
                            : List.of();
            case PERSON -> organisations(visitor, account);
            case ROBOT -> List.of();
        };
    }

    private static List<AccountName> organisations(Visitor visitor, Account person)
            throws IOException {
        List<AccountName> all = visitor.people().organisations().of(person);
        if (visitor.isAdministrator()) {
            return all;
        }
        List<AccountName> own =
                visitor.account().isPresent()
                        ? visitor.people().organisations().of(visitor.account().get())
                        : List.of();
        return all.stream().filter(own::contains).toList();
    }
}
