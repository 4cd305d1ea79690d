package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Tokens of people and robots.
public final class AccessTokens {

    /// Tells people, and programs that look for leaked secrets, what it is.
    public static final String PREFIX = "lamina_";

    private static final int MAX_COUNT = 100;
    private static final int MAX_NAME_LENGTH = 60;
    private static final Duration PRECISION = Duration.ofHours(1);

    /// The name of a token that a client got at a login.
    private static final String LOGIN = "login of a client";

    /// So many clients of one account stay logged in.
    private static final int MAX_LOGINS = 50;

    private final Database database;
    private final InstantSource clock;

    public AccessTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds a token, and returns its secret, which nobody sees again.
    ///
    /// @throws RefusedException if the name is empty or too long, the right is none, the expiry is
    ///     past, or the account has too many
    public String add(Account account, String name, Right right, Optional<Instant> expiresAt)
            throws IOException {
        if (name.isBlank()
                || name.length() > MAX_NAME_LENGTH
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(
                    "token, name: expected 1 to " + MAX_NAME_LENGTH + " characters");
        }
        if (name.strip().equals(LOGIN)) {
            throw new RefusedException(
                    "token, name: '" + LOGIN + "' is for clients; choose another");
        }
        Instant now = clock.instant();
        if (right == Right.NONE || expiresAt.filter(time -> !time.isAfter(now)).isPresent()) {
            throw new RefusedException("token: expected a right, and an expiry in the future");
        }
        String secret = Secret.create(PREFIX);
        database.write(
                session -> {
                    checkCount(session, account, now);
                    return insert(session, account, name, secret, right, expiresAt, now);
                });
        return secret;
    }

    /// Adds the token of a client that stays logged in, and returns its secret. Clients ask for one at
    /// each login and forget the one before: those that were not used for longest make room.
    public String addLogin(Account account, Right right, Instant expiresAt) throws IOException {
        Instant now = clock.instant();
        String secret = Secret.create(PREFIX);
        database.write(
                session -> {
                    session.update(
                            """
                            DELETE FROM access_tokens
                            WHERE account_id = ? AND name = ? AND id NOT IN (
                                SELECT id FROM access_tokens
                                WHERE account_id = ? AND name = ?
                                ORDER BY coalesce(used_at, created_at) DESC, id DESC
                                LIMIT ?)""",
                            account.id(),
                            LOGIN,
                            account.id(),
                            LOGIN,
                            MAX_LOGINS - 1);
                    return insert(
                            session, account, LOGIN, secret, right, Optional.of(expiresAt), now);
                });
        return secret;
    }

    /// Neither what has expired nor the logins of clients take up room.
    private static void checkCount(Session session, Account account, Instant now)
            throws SQLException, RefusedException {
        long count =
                session.first(
                                """
                                SELECT count(*) FROM access_tokens
                                WHERE account_id = ? AND name <> ?
                                    AND (expires_at IS NULL OR expires_at > ?)""",
                                row -> row.getLong(1),
                                account.id(),
                                LOGIN,
                                now)
                        .orElseThrow();
        if (count >= MAX_COUNT) {
            throw new RefusedException("tokens: expected at most " + MAX_COUNT + "; delete one");
        }
    }

    private static int insert(
            Session session,
            Account account,
            String name,
            String secret,
            Right right,
            Optional<Instant> expiresAt,
            Instant now)
            throws SQLException {
        return session.update(
                """
                INSERT INTO access_tokens
                    (account_id, name, secret_hash, right_level, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
                account.id(),
                name.strip(),
                Secret.hash(secret),
                right.level(),
                now,
                expiresAt);
    }

    /// Returns the tokens of an account, the newest first.
    public List<AccessToken> of(Account account) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT id, name, right_level, created_at, expires_at, used_at
                                FROM access_tokens WHERE account_id = ? ORDER BY id DESC""",
                                AccessTokens::read,
                                account.id()));
    }

    private static AccessToken read(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getLong(1),
                row.getString(2),
                Right.ofLevel(row.getInt(3)),
                Session.time(row.getLong(4)),
                time(row, 5),
                time(row, 6));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Session.time(micros));
    }

    /// Deletes a token; false if the account has no such one.
    public boolean delete(Account account, long id) throws IOException {
        return database.write(
                session ->
                        session.update(
                                        "DELETE FROM access_tokens WHERE id = ? AND account_id = ?",
                                        id,
                                        account.id())
                                > 0);
    }

    /// Returns who may act with a token; empty if it is none, has expired, or the account is
    /// disabled.
    public Optional<Caller> find(String secret) throws IOException {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String hash = Secret.hash(secret);
        Instant now = clock.instant();
        Optional<Found> found =
                database.read(
                        session ->
                                session.first(
                                        "SELECT "
                                                + AccountRows.COLUMNS
                                                + ", t.right_level, coalesce(t.used_at, 0)"
                                                + " FROM access_tokens t"
                                                + " JOIN accounts a ON a.id = t.account_id"
                                                + " WHERE t.secret_hash = ? AND a.is_disabled = 0"
                                                + " AND (t.expires_at IS NULL OR t.expires_at > ?)",
                                        Found::read,
                                        hash,
                                        now));
        if (found.isPresent() && found.get().used().plus(PRECISION).isBefore(now)) {
            database.write(
                    session ->
                            session.update(
                                    "UPDATE access_tokens SET used_at = ? WHERE secret_hash = ?",
                                    now,
                                    hash));
        }
        return found.map(Found::caller);
    }

    /// A token's account, and when it was used.
    private record Found(Caller caller, Instant used) {

        static Found read(ResultSet row) throws SQLException {
            Right ceiling = Right.ofLevel(row.getInt(10));
            return new Found(
                    new Caller(Optional.of(AccountRows.read(row)), ceiling),
                    Session.time(row.getLong(11)));
        }
    }
}
