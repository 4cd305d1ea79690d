package dev.lamina.hub.web.account;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Member;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.FieldException;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.PeopleParts;
import dev.lamina.hub.web.frame.Routes;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the owners of an organisation do: members, teams and robots.
final class OrganisationPages {

    private static final Routes<OwnerPages.Owner> ROUTES =
            new Routes<>(
                    "/u/{account}/",
                    Map.ofEntries(
                            Map.entry(
                                    "GET members",
                                    on ->
                                            show(
                                                    on.visitor(),
                                                    on.account(),
                                                    200,
                                                    Optional.empty(),
                                                    Attempt.NONE)),
                            Map.entry(
                                    "POST put-member",
                                    form(
                                            OrganisationPage.PUT_MEMBER,
                                            "name",
                                            OrganisationPages::putMember)),
                            Map.entry(
                                    "POST remove-member",
                                    form(
                                            OrganisationPage.WHOLE,
                                            "",
                                            OrganisationPages::removeMember)),
                            Map.entry(
                                    "POST add-team",
                                    form(
                                            OrganisationPage.ADD_TEAM,
                                            "team",
                                            OrganisationPages::addTeam)),
                            Map.entry(
                                    "POST remove-team",
                                    on -> removeTeam(on.visitor(), on.account())),
                            Map.entry(
                                    "POST add-to-team",
                                    form(
                                            OrganisationPage.IN_TEAM,
                                            "name",
                                            OrganisationPages::addToTeam)),
                            Map.entry(
                                    "POST take-from-team",
                                    form(
                                            OrganisationPage.IN_TEAM,
                                            "name",
                                            OrganisationPages::takeFromTeam)),
                            Map.entry(
                                    "POST grant",
                                    form(
                                            OrganisationPage.GRANT,
                                            "repository",
                                            OrganisationPages::grant)),
                            Map.entry(
                                    "POST add-robot",
                                    form(RobotsView.ADD, "robot", OrganisationPages::addRobot)),
                            Map.entry(
                                    "POST renew-robot",
                                    form(
                                            OrganisationPage.WHOLE,
                                            "",
                                            OrganisationPages::renewRobot)),
                            Map.entry(
                                    "POST remove-robot",
                                    on -> removeRobot(on.visitor(), on.account()))));

    private OrganisationPages() {}

    static boolean answer(OwnerPages.Owner owner, String method, String part) throws Exception {
        Account account = owner.account();
        if (account.kind() != Account.Kind.ORGANISATION) {
            return false;
        }
        if (!mayManage(owner.visitor(), account)) {
            throw new HttpException(403, "Only owners of " + account.name() + " may do this.");
        }
        return ROUTES.answer(method, part, owner);
    }

    /// Owners manage an organisation, administrators everything.
    static boolean mayManage(Visitor visitor, Account organisation) throws IOException {
        return visitor.isAdministrator()
                || membership(visitor, organisation).filter(Member::isOwner).isPresent();
    }

    /// Who belongs to an organisation is for its members, and for administrators.
    static boolean maySeeMembers(Visitor visitor, Account organisation) throws IOException {
        return visitor.isAdministrator() || membership(visitor, organisation).isPresent();
    }

    private static Optional<Member> membership(Visitor visitor, Account organisation)
            throws IOException {
        Optional<AccountName> self = visitor.account().map(Account::name);
        return self.isEmpty()
                ? Optional.empty()
                : visitor.people().organisations().members(organisation).stream()
                        .filter(member -> member.account().equals(self.get()))
                        .findFirst();
    }

    private static void show(
            Visitor visitor,
            Account account,
            int status,
            Optional<RobotsView.NewToken> made,
            Attempt attempt)
            throws IOException, HttpException {
        PeopleParts parts = visitor.people();
        String link = Links.account(account.name().text());
        var page =
                new OrganisationPage(
                        visitor.frame("Members of " + account.name()),
                        account.name().text(),
                        link,
                        link + "/",
                        members(parts, account),
                        parts.teams().of(account).stream()
                                .map(team -> OrganisationPage.TeamView.of(team, attempt))
                                .toList(),
                        attempt.fault(OrganisationPage.WHOLE, ""),
                        attempt.field(OrganisationPage.PUT_MEMBER, "name"),
                        attempt.isChecked(OrganisationPage.PUT_MEMBER, "owner", false),
                        attempt.field(OrganisationPage.ADD_TEAM, "team"),
                        RobotsView.of(visitor, account, link + "/", made, attempt));
        Html.send(visitor.exchange(), status, OrganisationPageRenderer.of().execute(page));
    }

    private static List<OrganisationPage.MemberView> members(PeopleParts parts, Account account)
            throws IOException {
        var views = new ArrayList<OrganisationPage.MemberView>();
        for (Member member : parts.organisations().members(account)) {
            String name = member.account().text();
            views.add(new OrganisationPage.MemberView(name, Links.account(name), member.isOwner()));
        }
        return views;
    }

    /// A form of the page.
    private interface Form {

        /// Does what it asks for, and answers.
        void send(Visitor visitor, Account account, FormBody form)
                throws IOException, HttpException, FieldException;
    }

    /// Returns what does what a form asks for, or shows it again if it is refused.
    ///
    /// @param name  of the form; behind it comes that of the team, if it is about one
    /// @param field that is at fault if a refusal does not say; empty if the form has none
    private static Routes.Action<OwnerPages.Owner> form(String name, String field, Form action) {
        return on -> send(on.visitor(), on.account(), name, field, action);
    }

    private static void send(
            Visitor visitor, Account account, String name, String field, Form action)
            throws IOException, HttpException {
        FormBody form = visitor.form();
        try {
            action.send(visitor, account, form);
        } catch (FieldException e) {
            refuse(visitor, account, name, form, e.field(), e);
        } catch (RefusedException e) {
            boolean isOfRepository = e.field().equals("repository");
            refuse(visitor, account, name, form, isOfRepository ? e.field() : field, e);
        }
    }

    private static void refuse(
            Visitor visitor,
            Account account,
            String name,
            FormBody form,
            String field,
            Exception refusal)
            throws IOException, HttpException {
        String shown = shownForm(visitor, account, name, form);
        var attempt = Attempt.of(shown, form, shown.isEmpty() ? "" : field, refusal);
        show(visitor, account, 422, Optional.empty(), attempt);
    }

    /// A team may be gone meanwhile, with its forms.
    private static String shownForm(Visitor visitor, Account account, String name, FormBody form)
            throws IOException {
        if (!name.equals(OrganisationPage.IN_TEAM) && !name.equals(OrganisationPage.GRANT)) {
            return name;
        }
        String team = form.value("team").orElse("");
        boolean isThere =
                visitor.people().teams().of(account).stream()
                        .anyMatch(one -> one.name().equals(team));
        return isThere ? name + "-" + team : OrganisationPage.WHOLE;
    }

    private static Account person(Visitor visitor, FormBody form)
            throws IOException, FieldException {
        String text = form.value("name").orElse("");
        Optional<AccountName> name = AccountName.parse(text);
        Optional<Account> person =
                name.isPresent() ? visitor.people().accounts().find(name.get()) : Optional.empty();
        return person.orElseThrow(
                () -> new FieldException(422, "name", "There is no account '" + text + "'."));
    }

    private static void back(Visitor visitor, Account account, String done) throws IOException {
        visitor.goTo(Links.account(account.name().text()) + "/members?done=" + done);
    }

    private static void putMember(Visitor visitor, Account account, FormBody form)
            throws IOException, FieldException {
        boolean isOwner = form.value("owner").isPresent();
        visitor.people().organisations().putMember(account, person(visitor, form), isOwner);
        back(visitor, account, "saved");
    }

    private static void removeMember(Visitor visitor, Account account, FormBody form)
            throws IOException, FieldException {
        visitor.people().organisations().removeMember(account, person(visitor, form));
        back(visitor, account, "deleted");
    }

    private static void addTeam(Visitor visitor, Account account, FormBody form)
            throws IOException {
        visitor.people().teams().add(account, form.value("team").orElse(""));
        back(visitor, account, "created");
    }

    private static void removeTeam(Visitor visitor, Account account)
            throws IOException, HttpException {
        visitor.people().teams().remove(account, visitor.form().value("team").orElse(""));
        back(visitor, account, "deleted");
    }

    private static void addToTeam(Visitor visitor, Account account, FormBody form)
            throws IOException, FieldException {
        String team = form.value("team").orElse("");
        visitor.people().teams().addMember(account, team, person(visitor, form));
        back(visitor, account, "saved");
    }

    private static void takeFromTeam(Visitor visitor, Account account, FormBody form)
            throws IOException, FieldException {
        String team = form.value("team").orElse("");
        visitor.people().teams().removeMember(account, team, person(visitor, form));
        back(visitor, account, "saved");
    }

    private static void grant(Visitor visitor, Account account, FormBody form)
            throws IOException, HttpException, FieldException {
        visitor.people()
                .teams()
                .grant(account, form.value("team").orElse(""), RobotForms.grant(account, form));
        back(visitor, account, "saved");
    }

    private static void addRobot(Visitor visitor, Account account, FormBody form)
            throws IOException, HttpException, FieldException {
        RobotsView.NewToken made = RobotForms.add(visitor, account, form);
        show(visitor, account, 200, Optional.of(made), Attempt.NONE);
    }

    private static void renewRobot(Visitor visitor, Account account, FormBody form)
            throws IOException, HttpException {
        RobotsView.NewToken made = RobotForms.renew(visitor, account, form);
        show(visitor, account, 200, Optional.of(made), Attempt.NONE);
    }

    private static void removeRobot(Visitor visitor, Account account)
            throws IOException, HttpException {
        RobotForms.remove(visitor, account, visitor.form());
        back(visitor, account, "deleted");
    }
}
