package dev.lamina.hub.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Logins of browsers. A session is known by a secret in a cookie; the database has its hash.
public final class Sessions {

    /// A session that nobody used for so long has ended.
    private static final Duration IDLE = Duration.ofDays(7);

    /// However much it is used, it ends after so long.
    private static final Duration LONGEST = Duration.ofDays(60);

    /// A use is written down so often at most: looking at pages costs no writes.
    private static final Duration PRECISION = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;

    public Sessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Begins a session, and returns its secret.
    public String begin(Account account) throws IOException {
        String secret = Secret.create("");
        Instant now = clock.instant();
        database.write(
                session -> {
                    session.update("DELETE FROM sessions WHERE seen_at < ?", now.minus(IDLE));
                    return session.update(
                            """
                            INSERT INTO sessions (secret_hash, account_id, created_at, seen_at)
                            VALUES (?, ?, ?, ?)""",
                            Secret.hash(secret),
                            account.id(),
                            now,
                            now);
                });
        return secret;
    }

    /// Returns whose session it is; empty if it has ended, or the account is disabled.
    public Optional<Account> find(String secret) throws IOException {
        Instant now = clock.instant();
        String hash = Secret.hash(secret);
        Optional<Account> account =
                database.read(
                        session ->
                                session.first(
                                        "SELECT "
                                                + AccountRows.COLUMNS
                                                + " FROM sessions s"
                                                + " JOIN accounts a ON a.id = s.account_id"
                                                + " WHERE s.secret_hash = ? AND s.seen_at > ?"
                                                + " AND s.created_at > ? AND a.is_disabled = 0",
                                        AccountRows::read,
                                        hash,
                                        now.minus(IDLE),
                                        now.minus(LONGEST)));
        if (account.isPresent()) {
            touch(hash, now);
        }
        return account;
    }

    private void touch(String hash, Instant now) throws IOException {
        Instant old = now.minus(PRECISION);
        boolean isOld =
                database.read(
                        session ->
                                session.exists(
                                        "SELECT 1 FROM sessions WHERE secret_hash = ? AND seen_at < ?",
                                        hash,
                                        old));
        if (isOld) {
            LastUse.write(
                    database,
                    session ->
                            session.update(
                                    "UPDATE sessions SET seen_at = ? WHERE secret_hash = ?",
                                    now,
                                    hash));
        }
    }

    /// Ends a session, if it is there.
    public void end(String secret) throws IOException {
        database.write(
                session ->
                        session.update(
                                "DELETE FROM sessions WHERE secret_hash = ?", Secret.hash(secret)));
    }

    /// Returns what forms of a session carry: another site cannot know it, and so cannot send a form
    /// in somebody's name.
    public static String formToken(String secret) {
        return Digest.of(Bytes.utf8("form " + secret)).hex();
    }

    /// Tells whether a form came from a page of the session.
    public static boolean isFormToken(String secret, String token) {
        return MessageDigest.isEqual(
                formToken(secret).getBytes(US_ASCII), token.getBytes(US_ASCII));
    }
}
