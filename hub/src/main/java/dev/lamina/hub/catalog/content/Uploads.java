package dev.lamina.hub.catalog.content;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Uploads in progress, in the table `uploads`. Their bytes are in the blob store.
public final class Uploads {

    /// An upload seen more recently is not written down as seen again. It expires after many times
    /// this, so most requests cost no write.
    private static final Duration TOUCH_HOLDS = Duration.ofHours(1);

    private final Database database;

    Uploads(Database database) {
        this.database = database;
    }

    /// Adds an upload.
    public void add(UUID id, RepositoryName repository, Instant now) throws IOException {
        database.write(
                session -> {
                    if (Repositories.id(session, repository).isEmpty()) {
                        // Better than when all has been uploaded.
                        repository.checkNew();
                    }
                    return session.update(
                            "INSERT INTO uploads (id, repository, seen_at) VALUES (?, ?, ?)",
                            id,
                            repository,
                            now);
                });
    }

    /// Notes that an upload is alive; false if it is not there, or belongs to another repository.
    public boolean touch(UUID id, RepositoryName repository, Instant now) throws IOException {
        Optional<Instant> seen =
                database.read(
                        session ->
                                session.first(
                                        """
                                        SELECT seen_at FROM uploads
                                        WHERE id = ? AND repository = ?""",
                                        row -> Session.time(row.getLong(1)),
                                        id,
                                        repository));
        if (seen.isPresent() && seen.get().isBefore(now.minus(TOUCH_HOLDS))) {
            database.write(
                    session ->
                            session.update("UPDATE uploads SET seen_at = ? WHERE id = ?", now, id));
        }
        return seen.isPresent();
    }

    /// Removes an upload, if it is there.
    public void remove(UUID id) throws IOException {
        database.free(session -> session.update("DELETE FROM uploads WHERE id = ?", id));
    }

    /// Removes the upload of the account that has most which was touched least lately, as far as that is
    /// written down (to the hour), so that another one finds room; empty if there is none.
    public Optional<UUID> removeOldestOfMost() throws IOException {
        return database.free(
                session -> {
                    Optional<String> most = accountWithMost(session);
                    return most.isEmpty()
                            ? Optional.empty()
                            : session.first(
                                    """
                                    DELETE FROM uploads WHERE id = (
                                        SELECT id FROM uploads
                                        WHERE repository > ? AND repository < ?
                                        ORDER BY seen_at, id LIMIT 1)
                                    RETURNING id""",
                                    row -> UUID.fromString(row.getString(1)),
                                    most.get() + "/",
                                    most.get() + "0");
                });
    }

    private static Optional<String> accountWithMost(Session session) throws SQLException {
        var counts = new HashMap<String, Long>();
        session.list(
                "SELECT repository, count(*) FROM uploads GROUP BY repository",
                row -> {
                    String account = new RepositoryName(row.getString(1)).account();
                    return counts.merge(account, row.getLong(2), Long::sum);
                });
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /// Returns how many uploads there are.
    public long count() throws IOException {
        return database.read(
                session ->
                        session.first("SELECT count(*) FROM uploads", row -> row.getLong(1))
                                .orElse(0L));
    }

    /// Returns how many uploads there are to the repositories of an account.
    ///
    /// `/` is followed by `0` in ASCII, so that the names of an account's repositories lie between.
    public long count(String account) throws IOException {
        return database.read(
                session ->
                        session.first(
                                        """
                                        SELECT count(*) FROM uploads
                                        WHERE repository > ? AND repository < ?""",
                                        row -> row.getLong(1),
                                        account + "/",
                                        account + "0")
                                .orElse(0L));
    }
}
