package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Organisations and their members.
public final class Organisations {

    private final Database database;
    private final InstantSource clock;

    public Organisations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds an organisation with its first owner.
    ///
    /// @throws RefusedException if the name is no name, or taken
    public Account add(String name, Account owner) throws IOException {
        AccountName parsed =
                AccountName.parse(name)
                        .filter(known -> !known.isOfRobot())
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                "name",
                                                "organisation: expected a name like that of an"
                                                        + " account, got '"
                                                        + name
                                                        + "'"));
        return database.write(
                session -> {
                    Account organisation =
                            AccountRows.add(
                                    session,
                                    parsed,
                                    Account.Kind.ORGANISATION,
                                    Optional.empty(),
                                    Optional.empty(),
                                    clock.instant());
                    putMember(session, organisation, owner, true);
                    return organisation;
                });
    }

    private static void putMember(
            Session session, Account organisation, Account account, boolean isOwner)
            throws SQLException {
        session.update(
                """
                INSERT INTO members (organisation_id, account_id, is_owner) VALUES (?, ?, ?)
                ON CONFLICT (organisation_id, account_id) DO UPDATE
                SET is_owner = excluded.is_owner""",
                organisation.id(),
                account.id(),
                isOwner ? 1 : 0);
    }

    /// Makes a person a member, or changes whether it is an owner.
    ///
    /// @throws RefusedException if one is no organisation, the other no person, or no owner would be left
    public void putMember(Account organisation, Account person, boolean isOwner)
            throws IOException {
        if (organisation.kind() != Account.Kind.ORGANISATION) {
            throw new RefusedException(
                    "member: expected an organisation to belong to, got " + organisation.name());
        }
        if (person.kind() != Account.Kind.PERSON) {
            throw new RefusedException("name", "member: expected a person, got " + person.name());
        }
        database.write(
                session -> {
                    putMember(session, organisation, person, isOwner);
                    return checkOwners(session, organisation);
                });
    }

    /// Ends a membership, also in all teams.
    ///
    /// @throws RefusedException if no owner would be left
    public void removeMember(Account organisation, Account person) throws IOException {
        database.write(
                session -> {
                    session.update(
                            "DELETE FROM members WHERE organisation_id = ? AND account_id = ?",
                            organisation.id(),
                            person.id());
                    session.update(
                            """
                            DELETE FROM team_members WHERE account_id = ? AND team_id IN
                                (SELECT id FROM teams WHERE organisation_id = ?)""",
                            person.id(),
                            organisation.id());
                    return checkOwners(session, organisation);
                });
    }

    private static boolean checkOwners(Session session, Account organisation)
            throws SQLException, RefusedException {
        if (!session.exists(
                "SELECT 1 FROM members WHERE organisation_id = ? AND is_owner = 1",
                organisation.id())) {
            throw new RefusedException(
                    "owners of " + organisation.name() + ": expected at least one to be left");
        }
        return true;
    }

    /// Returns the members, in the order of their names.
    public List<Member> members(Account organisation) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT a.name, m.is_owner FROM members m
                                JOIN accounts a ON a.id = m.account_id
                                WHERE m.organisation_id = ? ORDER BY a.name""",
                                row ->
                                        new Member(
                                                new AccountName(row.getString(1)),
                                                row.getInt(2) != 0),
                                organisation.id()));
    }

    /// Returns the organisations of a person, in the order of their names.
    public List<AccountName> of(Account person) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT o.name FROM members m
                                JOIN accounts o ON o.id = m.organisation_id
                                WHERE m.account_id = ? ORDER BY o.name""",
                                row -> new AccountName(row.getString(1)),
                                person.id()));
    }
}
