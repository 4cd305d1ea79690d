package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;

import java.io.IOException;
import java.security.SecureRandom;

/// Keys that all processes of a hub share.
public final class HubKeys {

    private static final int LENGTH = 32;

    private final Database database;

    public HubKeys(Database database) {
        this.database = database;
    }

    /// Returns a key of 256 bits; the first who asks for it makes it.
    public Bytes key(String name) throws IOException {
        byte[] random = new byte[LENGTH];
        new SecureRandom().nextBytes(random);
        return database.write(
                session -> {
                    session.update(
                            """
                            INSERT INTO hub_keys (name, value) VALUES (?, ?)
                            ON CONFLICT (name) DO NOTHING""",
                            name,
                            Bytes.of(random));
                    return session.first(
                                    "SELECT value FROM hub_keys WHERE name = ?",
                                    row -> Bytes.of(row.getBytes(1)),
                                    name)
                            .orElseThrow();
                });
    }
}
