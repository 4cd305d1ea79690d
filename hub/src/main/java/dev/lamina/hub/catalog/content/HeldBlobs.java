package dev.lamina.hub.catalog.content;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.ReservedNameException;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Which repository holds which blob, in the tables `blobs` and `repository_blobs`. A blob can be read only through a
/// repository that holds it.
public final class HeldBlobs {

    /// A promise that is younger than this is not renewed. Sweeps spare what was promised within
    /// many times this, so most questions cost no write.
    private static final Duration PROMISE_HOLDS = Duration.ofHours(1);

    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration REMOVAL_POLL = Duration.ofMillis(20);

    private final Database database;

    HeldBlobs(Database database) {
        this.database = database;
    }

    /// Returns the size of a blob that a repository holds; empty if it does not.
    public OptionalLong size(RepositoryName repository, Digest digest) throws IOException {
        Optional<Long> size = database.read(session -> sizeIn(session, digest, repository));
        return size.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /// Notes that a client was told that the blob is there: it may be about to push a manifest that
    /// names it. Cheap unless the blob is in danger of being swept.
    public void promise(RepositoryName repository, Digest digest, Instant now) throws IOException {
        boolean endangered =
                database.read(
                        session ->
                                session.exists(
                                        """
                                        SELECT 1
                                        FROM repositories r
                                        JOIN repository_blobs h ON h.repository_id = r.id
                                        WHERE r.name = ? AND h.digest = ? AND h.seen_at < ?""",
                                        repository,
                                        digest,
                                        now.minus(PROMISE_HOLDS)));
        if (endangered) {
            database.write(
                    session ->
                            session.update(
                                    """
                                    UPDATE repository_blobs SET seen_at = ?
                                    WHERE digest = ? AND repository_id =
                                        (SELECT id FROM repositories WHERE name = ?)""",
                                    now,
                                    digest,
                                    repository));
        }
    }

    /// Makes a repository hold a blob that has just arrived, and ends its upload. The repository
    /// comes into being with it.
    ///
    /// @param upload what the blob arrived by; [Uploads] need not know it
    /// @param publication makes the blob appear in the blob store; it runs while no process can
    ///     remove this blob
    /// @throws BlobInRemovalException if an old blob of this digest is being removed, and that takes
    ///     more than some seconds; the publication has not run
    public void publish(
            RepositoryName repository,
            Digest digest,
            long size,
            UUID upload,
            Instant now,
            Step publication)
            throws IOException {
        long end = System.nanoTime() + REMOVAL_PATIENCE.toNanos();
        boolean done = false;
        while (!done) {
            awaitRemoval(digest, now, end);
            done =
                    database.write(
                            session -> {
                                if (Removals.isUnderWay(session, digest, now)) {
                                    return false;
                                }
                                record(session, repository, digest, size, now);
                                session.update("DELETE FROM uploads WHERE id = ?", upload);
                                publication.run();
                                return true;
                            });
        }
    }

    private static void record(
            Session session, RepositoryName repository, Digest digest, long size, Instant now)
            throws SQLException, ReservedNameException {
        session.update(
                "INSERT INTO blobs (digest, size) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                digest,
                size);
        hold(session, Repositories.idOrCreate(session, repository, now), digest, now);
    }

    /// Most removals take milliseconds. Whoever pushes waits for one without the lock.
    private void awaitRemoval(Digest digest, Instant now, long end) throws IOException {
        while (database.read(session -> Removals.isUnderWay(session, digest, now))) {
            if (System.nanoTime() > end) {
                throw new BlobInRemovalException(digest);
            }
            LockSupport.parkNanos(REMOVAL_POLL.toNanos());
        }
    }

    private static void hold(Session session, long repositoryId, Digest digest, Instant now)
            throws SQLException {
        session.update(
                """
                INSERT INTO repository_blobs (repository_id, digest, seen_at) VALUES (?, ?, ?)
                ON CONFLICT (repository_id, digest) DO UPDATE SET seen_at = excluded.seen_at""",
                repositoryId,
                digest,
                now);
    }

    /// Makes a repository hold a blob that another one holds; false if none does, or if it is not
    /// there.
    ///
    /// @param source   the other repository; empty means any public one
    /// @param presence whether the blob store has it; asked before anything changes
    public boolean mount(
            RepositoryName repository,
            Digest digest,
            Optional<RepositoryName> source,
            Instant now,
            Presence presence)
            throws IOException {
        Optional<Long> size = database.read(session -> sizeIn(session, digest, source));
        if (size.isEmpty() || !presence.has(digest, size.get())) {
            return false;
        }
        return database.write(
                session -> {
                    long id = Repositories.idOrCreate(session, repository, now);
                    // Asked again now that no sweep can come between.
                    if (sizeIn(session, digest, source).isEmpty()) {
                        return false;
                    }
                    hold(session, id, digest, now);
                    return true;
                });
    }

    private static Optional<Long> sizeIn(
            Session session, Digest digest, Optional<RepositoryName> source) throws SQLException {
        if (source.isPresent()) {
            return sizeIn(session, digest, source.get());
        }
        return session.first(
                """
                SELECT b.size
                FROM blobs b
                JOIN repository_blobs h ON h.digest = b.digest
                JOIN repositories r ON r.id = h.repository_id
                WHERE b.digest = ? AND r.is_public = 1 LIMIT 1""",
                row -> row.getLong(1),
                digest);
    }

    private static Optional<Long> sizeIn(Session session, Digest digest, RepositoryName repository)
            throws SQLException {
        return session.first(
                """
                SELECT b.size
                FROM repositories r
                JOIN repository_blobs h ON h.repository_id = r.id
                JOIN blobs b ON b.digest = h.digest
                WHERE r.name = ? AND h.digest = ?""",
                row -> row.getLong(1),
                repository,
                digest);
    }

    /// Ends a repository's hold on a blob.
    public Release release(RepositoryName repository, Digest digest) throws IOException {
        return database.free(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    return id.isEmpty() ? Release.NOT_HELD : release(session, id.get(), digest);
                });
    }

    private static Release release(Session session, long repositoryId, Digest digest)
            throws SQLException {
        int released =
                session.update(
                        """
                        DELETE FROM repository_blobs
                        WHERE repository_id = ? AND digest = ? AND NOT EXISTS (
                            SELECT 1 FROM manifest_references m
                            WHERE m.repository_id = repository_blobs.repository_id
                                AND m.digest = repository_blobs.digest)""",
                        repositoryId,
                        digest);
        if (released > 0) {
            return Release.DONE;
        }
        boolean held =
                session.exists(
                        "SELECT 1 FROM repository_blobs WHERE repository_id = ? AND digest = ?",
                        repositoryId,
                        digest);
        return held ? Release.NEEDED : Release.NOT_HELD;
    }

    /// What became of a wish to end a hold.
    public enum Release {
        /// The repository no longer holds the blob.
        DONE,
        /// It never did.
        NOT_HELD,
        /// It still does, because one of its manifests names the blob.
        NEEDED
    }

    /// Tells whether the blob store has a blob of some size.
    @FunctionalInterface
    public interface Presence {

        boolean has(Digest digest, long size) throws IOException;
    }

    /// Something to be done within a change of the catalog.
    @FunctionalInterface
    public interface Step {

        void run() throws IOException;
    }
}
