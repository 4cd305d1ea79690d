package dev.lamina.hub.account;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who may do what with which repository.
///
/// Everybody reads what is public. An account administers its own repositories, an organisation's
/// owners those of the organisation, an administrator of the hub all. Members of an organisation read
/// its private repositories; teams and robots may do what they are granted. A token's scope bounds it
/// all. A repository that is not there has the rights that it would have, and is not public.
public final class Rights {

    private final Database database;
    private final boolean everybodyMayPush;

    /// @param everybodyMayPush whether anybody may do everything with what is public or not there yet:
    ///     a hub for trials
    public Rights(Database database, boolean everybodyMayPush) {
        this.database = database;
        this.everybodyMayPush = everybodyMayPush;
    }

    /// Returns what a caller may do with a repository.
    public Right of(Caller caller, RepositoryName repository) throws IOException {
        return database.read(session -> of(session, caller, repository));
    }

    /// Returns what a caller may do with a repository on pages and over the API. Who has not logged in
    /// changes nothing there, also on a hub for trials: clients need the protocol only.
    public Right toManage(Caller caller, RepositoryName repository) throws IOException {
        Right right = of(caller, repository);
        return caller.account().isPresent() ? right : right.min(Right.READ);
    }

    private Right of(Session session, Caller caller, RepositoryName repository)
            throws SQLException {
        Optional<Boolean> isPublic =
                session.first(
                        "SELECT is_public FROM repositories WHERE name = ?",
                        row -> row.getInt(1) != 0,
                        repository);
        Right right = isPublic.orElse(false) ? Right.READ : Right.NONE;
        if (everybodyMayPush && isPublic.orElse(true)) {
            right = Right.ADMIN;
        }
        if (caller.account().isPresent()) {
            Account account = caller.account().get();
            right = right.max(ofAccount(session, account, repository).min(caller.ceiling()));
        }
        return right;
    }

    private static Right ofAccount(Session session, Account account, RepositoryName repository)
            throws SQLException {
        if (account.isDisabled()) {
            return Right.NONE;
        }
        if (account.kind() == Account.Kind.ROBOT) {
            return ofRobot(session, account, repository);
        }
        if (account.isAdministrator()) {
            return isAccount(session, repository.account()) ? Right.ADMIN : Right.READ;
        }
        if (repository.account().equals(account.name().text())) {
            return Right.ADMIN;
        }
        return ofMember(session, account, repository);
    }

    /// Nobody can push to an account that does not exist.
    private static boolean isAccount(Session session, String name) throws SQLException {
        return session.exists("SELECT 1 FROM accounts WHERE name = ?", name);
    }

    private static Right ofRobot(Session session, Account robot, RepositoryName repository)
            throws SQLException {
        Optional<Account> owner = AccountRows.find(session, robot.owner().orElseThrow());
        if (owner.isEmpty()
                || owner.get().isDisabled()
                || !repository.account().equals(owner.get().name().text())) {
            return Right.NONE;
        }
        return greatest(Robots.grants(session, robot.id()), repository);
    }

    private static Right ofMember(Session session, Account account, RepositoryName repository)
            throws SQLException {
        Optional<Boolean> isOwner =
                session.first(
                        """
                        SELECT m.is_owner FROM members m
                        JOIN accounts o ON o.id = m.organisation_id
                        WHERE m.account_id = ? AND o.name = ?""",
                        row -> row.getInt(1) != 0,
                        account.id(),
                        repository.account());
        if (isOwner.isEmpty()) {
            return Right.NONE;
        }
        return isOwner.get()
                ? Right.ADMIN
                : Right.READ.max(greatest(teamGrants(session, account, repository), repository));
    }

    private static List<Grant> teamGrants(
            Session session, Account account, RepositoryName repository) throws SQLException {
        return session.list(
                """
                SELECT g.repository, g.right_level FROM team_members m
                JOIN teams t ON t.id = m.team_id
                JOIN accounts o ON o.id = t.organisation_id
                JOIN team_rights g ON g.team_id = t.id
                WHERE m.account_id = ? AND o.name = ?""",
                row -> Grant.of(row.getString(1), row.getInt(2)),
                account.id(),
                repository.account());
    }

    private static Right greatest(List<Grant> grants, RepositoryName repository) {
        Right right = Right.NONE;
        for (Grant grant : grants) {
            if (grant.repository().isEmpty() || grant.repository().get().equals(repository)) {
                right = right.max(grant.right());
            }
        }
        return right;
    }

    /// Returns which private repositories a caller sees in lists.
    public Sight sight(Caller caller) throws IOException {
        Optional<Account> account = caller.account();
        if (account.isEmpty() || account.get().isDisabled()) {
            return Sight.PUBLIC;
        }
        if (account.get().isAdministrator()) {
            return Sight.ALL;
        }
        return database.read(session -> sight(session, account.get()));
    }

    private static Sight sight(Session session, Account account) throws SQLException {
        Set<String> accounts = new HashSet<>();
        Set<RepositoryName> repositories = new HashSet<>();
        if (account.kind() == Account.Kind.ROBOT) {
            Optional<Account> owner = AccountRows.find(session, account.owner().orElseThrow());
            if (owner.isEmpty() || owner.get().isDisabled()) {
                return Sight.PUBLIC;
            }
            for (Grant grant : Robots.grants(session, account.id())) {
                grant.repository()
                        .ifPresentOrElse(
                                repositories::add, () -> accounts.add(owner.get().name().text()));
            }
            return new Sight(false, accounts, repositories);
        }
        accounts.add(account.name().text());
        accounts.addAll(
                session.list(
                        """
                        SELECT o.name FROM members m
                        JOIN accounts o ON o.id = m.organisation_id
                        WHERE m.account_id = ?""",
                        row -> row.getString(1),
                        account.id()));
        return new Sight(false, accounts, repositories);
    }
}
