package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Secrets that let somebody sign up once.
public final class Invitations {

    private static final Duration VALIDITY = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;

    public Invitations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds an invitation, and returns its secret.
    public String add(Account by) throws IOException {
        String secret = Secret.create("");
        database.write(
                session -> {
                    session.update("DELETE FROM invitations WHERE expires_at < ?", clock.instant());
                    return session.update(
                            """
                            INSERT INTO invitations (secret_hash, created_by, expires_at)
                            VALUES (?, ?, ?)""",
                            Secret.hash(secret),
                            by.name(),
                            clock.instant().plus(VALIDITY));
                });
        return secret;
    }

    /// Tells whether an invitation is good.
    public boolean isValid(String secret) throws IOException {
        return database.read(
                session ->
                        session.exists(
                                "SELECT 1 FROM invitations WHERE secret_hash = ? AND expires_at > ?",
                                Secret.hash(secret),
                                clock.instant()));
    }

    /// Uses an invitation up; false if it is not good, or was used.
    static boolean use(Session session, String secret, Instant now) throws SQLException {
        return session.update(
                        "DELETE FROM invitations WHERE secret_hash = ? AND expires_at > ?",
                        Secret.hash(secret),
                        now)
                > 0;
    }
}
