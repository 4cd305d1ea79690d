package dev.lamina.hub.db;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Copies all rows of a hub's database to an empty one, also of another kind.
///
/// What is copied is one committed state, whatever writers do meanwhile.
public final class TableCopy {

    /// In an order in which every row that another one names comes before it.
    static final List<String> TABLES =
            List.of(
                    "repositories",
                    "private_names",
                    "repository_descriptions",
                    "repository_categories",
                    "tag_rules",
                    "blobs",
                    "repository_blobs",
                    "manifests",
                    "manifest_references",
                    "images",
                    "tags",
                    "tag_moves",
                    "stars",
                    "accounts",
                    "members",
                    "teams",
                    "team_members",
                    "team_rights",
                    "robot_rights",
                    "access_tokens",
                    "invitations",
                    "hub_keys");

    /// What belongs to the moment: uploads and removals in progress, logins, failures of logins.
    static final Set<String> LEFT_OUT =
            Set.of("schema_version", "uploads", "removals", "sessions", "login_failures");

    /// The tables whose rows number themselves.
    private static final Set<String> NUMBERED =
            Set.of("repositories", "tag_moves", "accounts", "teams", "access_tokens");

    private TableCopy() {}

    /// Copies all rows, in one transaction of the target.
    ///
    /// @throws DatabaseException if the target is not empty
    public static void copy(Database source, Database target) throws IOException {
        target.write(
                to -> {
                    checkEmpty(target, to);
                    return source.snapshot(
                            from -> {
                                for (String table : TABLES) {
                                    copy(table, from, to);
                                }
                                return true;
                            });
                });
    }

    /// Tells whether a database has neither accounts nor repositories.
    public static boolean isEmpty(Database database) throws IOException {
        return database.read(TableCopy::isEmpty);
    }

    private static boolean isEmpty(Session session) throws SQLException {
        return !session.exists("SELECT 1 FROM repositories LIMIT 1")
                && !session.exists("SELECT 1 FROM accounts LIMIT 1");
    }

    private static void checkEmpty(Database target, Session session)
            throws SQLException, DatabaseException {
        if (!isEmpty(session)) {
            throw new DatabaseException(target + ": expected an empty one, got one in use");
        }
    }

    private static void copy(String table, Session from, Session to) throws SQLException {
        from.each("SELECT * FROM " + table, row -> to.update(insertion(table, row), values(row)));
        if (NUMBERED.contains(table)) {
            to.continueNumbers(table);
        }
    }

    /// Rows of two databases may have their columns in different orders.
    private static String insertion(String table, ResultSet row) throws SQLException {
        int count = row.getMetaData().getColumnCount();
        var names = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            names.append(i == 1 ? "" : ", ").append(row.getMetaData().getColumnName(i));
        }
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(table, names, String.join(", ", Collections.nCopies(count, "?")));
    }

    private static Object[] values(ResultSet row) throws SQLException {
        var values = new Object[row.getMetaData().getColumnCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Session.value(row, i + 1);
        }
        return values;
    }
}
