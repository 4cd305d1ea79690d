package dev.lamina.hub.account;

import dev.lamina.hub.db.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Reads and adds rows of `accounts`.
final class AccountRows {

    /// Of the table `accounts a`.
    static final String COLUMNS =
            "a.id, a.name, a.kind, a.full_name, a.is_administrator, a.must_change, a.is_disabled,"
                    + " a.owner_id, a.created_at";

    private AccountRows() {}

    static Account read(ResultSet row) throws SQLException {
        long owner = row.getLong(8);
        boolean hasOwner = !row.wasNull();
        return new Account(
                row.getLong(1),
                new AccountName(row.getString(2)),
                Account.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getInt(5) != 0,
                row.getInt(6) != 0,
                row.getInt(7) != 0,
                hasOwner ? Optional.of(owner) : Optional.empty(),
                Session.time(row.getLong(9)));
    }

    static Optional<Account> find(Session session, AccountName name) throws SQLException {
        return session.first(
                "SELECT " + COLUMNS + " FROM accounts a WHERE a.name = ?", AccountRows::read, name);
    }

    static Optional<Account> find(Session session, long id) throws SQLException {
        return session.first(
                "SELECT " + COLUMNS + " FROM accounts a WHERE a.id = ?", AccountRows::read, id);
    }

    /// Adds an account.
    ///
    /// @param password as hash; empty for an account that has none
    /// @throws RefusedException if the name is taken
    static Account add(
            Session session,
            AccountName name,
            Account.Kind kind,
            Optional<String> password,
            Optional<Long> owner,
            Instant now)
            throws SQLException, RefusedException {
        int added =
                session.update(
                        """
                        INSERT INTO accounts (name, kind, password, owner_id, created_at)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (name) DO NOTHING""",
                        name,
                        kind.name().toLowerCase(Locale.ROOT),
                        password,
                        owner,
                        now);
        if (added == 0) {
            throw new RefusedException("name", "account " + name + ": the name is taken");
        }
        return find(session, name).orElseThrow();
    }
}
