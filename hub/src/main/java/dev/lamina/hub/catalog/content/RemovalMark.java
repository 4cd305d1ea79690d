package dev.lamina.hub.catalog.content;

import dev.lamina.hub.db.Database;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The mark of a removal that begins with a look at the blob, which may take longer than marks
/// count: it is renewed meanwhile. Used by one thread.
final class RemovalMark {

    /// Often enough for a check that is slow, seldom enough for one that asks after each piece.
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Database database;
    private final Digest digest;
    private final InstantSource clock;
    private Instant begun;

    RemovalMark(Database database, Digest digest, InstantSource clock) {
        this.database = database;
        this.digest = digest;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /// Sets it; false if there is one.
    boolean begin() throws IOException {
        return database.free(session -> Removals.begin(session, digest, begun));
    }

    void renewIfOld() throws IOException {
        if (Duration.between(begun, clock.instant()).compareTo(RENEWAL) >= 0) {
            renew();
        }
    }

    /// @throws LostException if it has ceased to count
    void renew() throws IOException {
        Instant now = clock.instant();
        if (!database.free(session -> Removals.renew(session, digest, begun, now))) {
            throw new LostException(digest);
        }
        begun = now;
    }

    /// Takes it away, unless it is another's by now.
    void end() throws IOException {
        database.free(session -> Removals.end(session, digest, begun));
    }

    /// The mark did not count for a while.
    static final class LostException extends IOException {

        private static final long serialVersionUID = 1L;

        private LostException(Digest digest) {
            super("blob " + digest + ": looking whether it is damaged was held up too long");
        }
    }
}
