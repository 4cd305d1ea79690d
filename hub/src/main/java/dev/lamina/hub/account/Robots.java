package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Accounts of programs. A robot works on the repositories of its owner, as far as it is granted, and
/// logs in with its tokens.
public final class Robots {

    private static final int MAX_COUNT = 100;

    private final Database database;
    private final InstantSource clock;

    public Robots(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds a robot, named `OWNER+NAME`.
    ///
    /// @param owner a person or an organisation
    /// @throws RefusedException if the name is no name or taken, the owner a robot, a repository not
    ///     the owner's, or there are too many
    public Account add(Account owner, String name, List<Grant> grants) throws IOException {
        String full = owner.name() + "+" + name;
        AccountName parsed =
                AccountName.parse(full)
                        .filter(AccountName::isOfRobot)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                "robot",
                                                "robot: expected lower-case letters and digits, got"
                                                        + " '"
                                                        + name
                                                        + "'"));
        if (owner.kind() == Account.Kind.ROBOT || of(owner).size() >= MAX_COUNT) {
            throw new RefusedException(
                    "robots: expected at most " + MAX_COUNT + ", of a person or organisation");
        }
        for (Grant grant : grants) {
            Teams.checkOwner(owner, grant);
        }
        return database.write(
                session -> {
                    Account robot =
                            AccountRows.add(
                                    session,
                                    parsed,
                                    Account.Kind.ROBOT,
                                    Optional.empty(),
                                    Optional.of(owner.id()),
                                    clock.instant());
                    insert(session, robot, grants);
                    return robot;
                });
    }

    private static void insert(Session session, Account robot, List<Grant> grants)
            throws SQLException {
        for (Grant grant : grants) {
            session.update(
                    """
                    INSERT INTO robot_rights (account_id, repository, right_level)
                    VALUES (?, ?, ?)
                    ON CONFLICT (account_id, repository) DO UPDATE
                    SET right_level = excluded.right_level""",
                    robot.id(),
                    grant.repositoryText(),
                    grant.right().level());
        }
    }

    /// Returns the robots of an owner, in the order of their names.
    public List<Account> of(Account owner) throws IOException {
        return database.read(
                session ->
                        session.list(
                                "SELECT "
                                        + AccountRows.COLUMNS
                                        + " FROM accounts a WHERE a.owner_id = ? ORDER BY a.name",
                                AccountRows::read,
                                owner.id()));
    }

    /// Returns what a robot may do.
    public List<Grant> grants(Account robot) throws IOException {
        return database.read(session -> grants(session, robot.id()));
    }

    static List<Grant> grants(Session session, long id) throws SQLException {
        return session.list(
                """
                SELECT repository, right_level FROM robot_rights
                WHERE account_id = ? ORDER BY repository""",
                row -> Grant.of(row.getString(1), row.getInt(2)),
                id);
    }

    /// Removes a robot with its tokens; false if the owner has none of that name.
    public boolean remove(Account owner, AccountName robot) throws IOException {
        return database.write(
                session ->
                        session.update(
                                        "DELETE FROM accounts WHERE name = ? AND owner_id = ?",
                                        robot,
                                        owner.id())
                                > 0);
    }
}
