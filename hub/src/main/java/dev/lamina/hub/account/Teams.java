package dev.lamina.hub.account;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The teams of organisations, and their rights.
public final class Teams {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+){0,9}");
    private static final int MAX_NAME_LENGTH = 40;

    private final Database database;

    public Teams(Database database) {
        this.database = database;
    }

    /// Adds a team without members and rights.
    ///
    /// @throws RefusedException if the name is no name, or taken
    public void add(Account organisation, String name) throws IOException {
        if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
            throw new RefusedException(
                    "team",
                    "team: expected lower-case letters and digits, at most "
                            + MAX_NAME_LENGTH
                            + ", got '"
                            + name
                            + "'");
        }
        int added =
                database.write(
                        session ->
                                session.update(
                                        """
                                        INSERT INTO teams (organisation_id, name) VALUES (?, ?)
                                        ON CONFLICT (organisation_id, name) DO NOTHING""",
                                        organisation.id(),
                                        name));
        if (added == 0) {
            throw new RefusedException("team", "team " + name + ": the name is taken");
        }
    }

    /// Removes a team; false if there is none of that name.
    public boolean remove(Account organisation, String name) throws IOException {
        return database.write(
                session ->
                        session.update(
                                        "DELETE FROM teams WHERE organisation_id = ? AND name = ?",
                                        organisation.id(),
                                        name)
                                > 0);
    }

    /// Puts a member of the organisation into a team.
    ///
    /// @throws RefusedException if it is no member, or there is no such team
    public void addMember(Account organisation, String team, Account member) throws IOException {
        database.write(
                session -> {
                    long id = id(session, organisation, team);
                    if (!session.exists(
                            "SELECT 1 FROM members WHERE organisation_id = ? AND account_id = ?",
                            organisation.id(),
                            member.id())) {
                        throw new RefusedException(
                                "name",
                                "team: expected a member of "
                                        + organisation.name()
                                        + ", got "
                                        + member.name());
                    }
                    return session.update(
                            """
                            INSERT INTO team_members (team_id, account_id) VALUES (?, ?)
                            ON CONFLICT (team_id, account_id) DO NOTHING""",
                            id,
                            member.id());
                });
    }

    /// Takes somebody out of a team.
    ///
    /// @throws RefusedException if there is no such team
    public void removeMember(Account organisation, String team, Account member) throws IOException {
        database.write(
                session ->
                        session.update(
                                "DELETE FROM team_members WHERE team_id = ? AND account_id = ?",
                                id(session, organisation, team),
                                member.id()));
    }

    /// Gives a team a right, or takes it with [Right#NONE].
    ///
    /// @throws RefusedException if there is no such team, or the repository is not the organisation's
    public void grant(Account organisation, String team, Grant grant) throws IOException {
        checkOwner(organisation, grant);
        database.write(
                session -> {
                    long id = id(session, organisation, team);
                    session.update(
                            "DELETE FROM team_rights WHERE team_id = ? AND repository = ?",
                            id,
                            grant.repositoryText());
                    return grant.right() == Right.NONE
                            || session.update(
                                            """
                                            INSERT INTO team_rights
                                                (team_id, repository, right_level)
                                            VALUES (?, ?, ?)""",
                                            id,
                                            grant.repositoryText(),
                                            grant.right().level())
                                    > 0;
                });
    }

    /// Refuses a grant on somebody else's repository.
    static void checkOwner(Account owner, Grant grant) throws RefusedException {
        Optional<RepositoryName> repository = grant.repository();
        if (repository.isPresent() && !repository.get().account().equals(owner.name().text())) {
            throw new RefusedException(
                    "repository",
                    "right: expected a repository of "
                            + owner.name()
                            + ", got "
                            + repository.get());
        }
    }

    private static long id(Session session, Account organisation, String team)
            throws SQLException, RefusedException {
        return session.first(
                        "SELECT id FROM teams WHERE organisation_id = ? AND name = ?",
                        row -> row.getLong(1),
                        organisation.id(),
                        team)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        "team " + team + ": not in " + organisation.name()));
    }

    /// Returns the teams of an organisation, in the order of their names.
    public List<Team> of(Account organisation) throws IOException {
        return database.read(
                session -> {
                    var teams = new ArrayList<Team>();
                    for (long id : ids(session, organisation)) {
                        teams.add(team(session, id));
                    }
                    return List.copyOf(teams);
                });
    }

    private static List<Long> ids(Session session, Account organisation) throws SQLException {
        return session.list(
                "SELECT id FROM teams WHERE organisation_id = ? ORDER BY name",
                row -> row.getLong(1),
                organisation.id());
    }

    private static Team team(Session session, long id) throws SQLException {
        return new Team(
                id,
                session.first("SELECT name FROM teams WHERE id = ?", row -> row.getString(1), id)
                        .orElseThrow(),
                session.list(
                        """
                        SELECT a.name FROM team_members t
                        JOIN accounts a ON a.id = t.account_id
                        WHERE t.team_id = ? ORDER BY a.name""",
                        row -> new AccountName(row.getString(1)),
                        id),
                session.list(
                        """
                        SELECT repository, right_level FROM team_rights
                        WHERE team_id = ? ORDER BY repository""",
                        row -> Grant.of(row.getString(1), row.getInt(2)),
                        id));
    }
}
