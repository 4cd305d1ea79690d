package dev.lamina.hub.account;

import dev.lamina.hub.catalog.PlainText;
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
import java.util.regex.Pattern;

/// Tokens of people and robots: those that they made, and those that clients keep in place of the
/// password since somebody logged in with them.
public final class AccessTokens {

    /// Tells people, and programs that look for leaked secrets, what it is.
    public static final String PREFIX = "lamina_";

    private static final int MAX_COUNT = 100;

    /// Nobody counts the machines on which he has logged in: one too many ends the login that was
    /// used least recently.
    private static final int MAX_LOGIN_COUNT = 50;

    private static final Duration LOGIN_VALIDITY = Duration.ofDays(365);
    private static final int MAX_NAME_LENGTH = 60;
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._/-]{1,40}");
    private static final Duration PRECISION = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;

    public AccessTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds a token, and returns its secret, which nobody sees again.
    ///
    /// @throws RefusedException if the name is empty or too long, the right is none, the expiry is
    ///     past, or the account has too many that have not expired
    public String add(Account account, String name, Right right, Optional<Instant> expiresAt)
            throws IOException {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH || !PlainText.isLine(name)) {
            throw new RefusedException(
                    "name",
                    "token, name: expected 1 to "
                            + MAX_NAME_LENGTH
                            + " characters, without control characters");
        }
        Instant now = clock.instant();
        if (right == Right.NONE || expiresAt.filter(time -> !time.isAfter(now)).isPresent()) {
            throw new RefusedException("token: expected a right, and an expiry in the future");
        }
        String secret = Secret.create(PREFIX);
        database.write(
                session -> {
                    checkCount(session, account, now);
                    return insert(session, account, name, secret, false, right, expiresAt, now);
                });
        return secret;
    }

    /// Gives an account one token in the place of all that it has, for as long as the newest of them was
    /// to last.
    ///
    /// @param otherwise how long it lasts if there is none
    /// @return its secret, which nobody sees again
    public String replaceAll(Account account, String name, Right right, Duration otherwise)
            throws IOException {
        String secret = Secret.create(PREFIX);
        Instant now = clock.instant();
        database.write(
                session -> {
                    Optional<Instant> end =
                            session.first(
                                            """
                                            SELECT created_at, expires_at FROM access_tokens
                                            WHERE account_id = ? AND is_login = 0
                                            ORDER BY id DESC LIMIT 1""",
                                            row -> endOfAnother(row, now),
                                            account.id())
                                    .orElse(Optional.of(now.plus(otherwise)));
                    session.update(
                            "DELETE FROM access_tokens WHERE account_id = ? AND is_login = 0",
                            account.id());
                    return insert(session, account, name, secret, false, right, end, now);
                });
        return secret;
    }

    private static Optional<Instant> endOfAnother(ResultSet row, Instant now) throws SQLException {
        Instant begin = Session.time(row.getLong(1));
        long end = row.getLong(2);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(now.plus(Duration.between(begin, Session.time(end))));
    }

    private static void checkCount(Session session, Account account, Instant now)
            throws SQLException, RefusedException {
        long count =
                session.first(
                                """
                                SELECT count(*) FROM access_tokens
                                WHERE account_id = ? AND is_login = 0
                                AND (expires_at IS NULL OR expires_at > ?)""",
                                row -> row.getLong(1),
                                account.id(),
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
            boolean isLogin,
            Right right,
            Optional<Instant> expiresAt,
            Instant now)
            throws SQLException {
        return session.update(
                """
                INSERT INTO access_tokens
                    (account_id, name, secret_hash, is_login, right_level, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                account.id(),
                name.strip(),
                Secret.hash(secret),
                isLogin ? 1 : 0,
                right.level(),
                now,
                expiresAt);
    }

    /// Adds the token that a client keeps in place of the password, and returns its secret. It lasts
    /// for a year, and ends when the password is changed. Logins that have expired go; of very many
    /// the one that was used least recently.
    ///
    /// @param client as it names itself
    public String addLogin(Account account, String client) throws IOException {
        String name = "login of " + (CLIENT.matcher(client).matches() ? client : "a client");
        String secret = Secret.create(PREFIX);
        Instant now = clock.instant();
        database.write(
                session -> {
                    removeOldLogins(session, account, now);
                    return insert(
                            session,
                            account,
                            name,
                            secret,
                            true,
                            Right.ADMIN,
                            Optional.of(now.plus(LOGIN_VALIDITY)),
                            now);
                });
        return secret;
    }

    /// Leaves room for one.
    private static void removeOldLogins(Session session, Account account, Instant now)
            throws SQLException {
        session.update(
                """
                DELETE FROM access_tokens
                WHERE account_id = ? AND is_login = 1 AND expires_at <= ?""",
                account.id(),
                now);
        session.update(
                """
                DELETE FROM access_tokens
                WHERE account_id = ? AND is_login = 1 AND id NOT IN (
                    SELECT id FROM access_tokens WHERE account_id = ? AND is_login = 1
                    ORDER BY coalesce(used_at, created_at) DESC, id DESC
                    LIMIT ?)""",
                account.id(),
                account.id(),
                MAX_LOGIN_COUNT - 1);
    }

    /// Ends all logins of clients.
    static void endLogins(Session session, long accountId) throws SQLException {
        session.update(
                "DELETE FROM access_tokens WHERE account_id = ? AND is_login = 1", accountId);
    }

    static void endAll(Session session, long accountId) throws SQLException {
        session.update("DELETE FROM access_tokens WHERE account_id = ?", accountId);
    }

    /// Ends all tokens of an account, also those that clients keep. What the token service has given for
    /// them goes on for minutes.
    public void endAll(Account account) throws IOException {
        database.free(
                session -> {
                    endAll(session, account.id());
                    return true;
                });
    }

    /// Returns the tokens of an account, the newest first.
    public List<AccessToken> of(Account account) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT id, name, right_level, created_at, expires_at, used_at, is_login
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
                time(row, 6),
                row.getInt(7) != 0);
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

    /// Returns who may act with a token; empty if it is none, has expired, or the account, or
    /// the owner of the robot, is disabled.
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
                                                + " LEFT JOIN accounts o ON o.id = a.owner_id"
                                                + " WHERE t.secret_hash = ? AND a.is_disabled = 0"
                                                + " AND coalesce(o.is_disabled, 0) = 0"
                                                + " AND (t.expires_at IS NULL OR t.expires_at > ?)",
                                        Found::read,
                                        hash,
                                        now));
        if (found.isPresent() && found.get().used().plus(PRECISION).isBefore(now)) {
            LastUse.write(
                    database,
                    session ->
                            session.update(
                                    "UPDATE access_tokens SET used_at = ? WHERE secret_hash = ?",
                                    now,
                                    hash));
        }
        return found.map(
                token ->
                        new Caller(
                                Optional.of(token.account()),
                                token.right(),
                                new Proof.Token(secret)));
    }

    /// A token's account and right, and when it was used.
    private record Found(Account account, Right right, Instant used) {

        static Found read(ResultSet row) throws SQLException {
            return new Found(
                    AccountRows.read(row),
                    Right.ofLevel(row.getInt(10)),
                    Session.time(row.getLong(11)));
        }
    }
}
