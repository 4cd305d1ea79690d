package dev.lamina.hub.look;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Who looks into an image takes a turn: indexes and merged trees of large images fill the heap if
/// there are many at once, and a hub has other work than to inflate layers.
final class LookTurns {

    private static final int IMAGES_AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore images = new Semaphore(IMAGES_AT_ONCE, true);

    private final Duration patience;

    LookTurns() {
        this(PATIENCE);
    }

    /// @param patience how long one waits for a turn
    LookTurns(Duration patience) {
        this.patience = patience;
    }

    /// A turn, until it is closed.
    @FunctionalInterface
    interface Turn extends AutoCloseable {

        @Override
        void close();
    }

    /// Takes a turn for one image.
    ///
    /// @throws LookBusyException if there is none for a while
    Turn forOne() throws IOException {
        return take(1);
    }

    /// Takes a turn for two images together.
    ///
    /// @throws LookBusyException if there is none for a while
    Turn forTwo() throws IOException {
        return take(IMAGES_AT_ONCE);
    }

    private Turn take(int count) throws IOException {
        try {
            if (!images.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LookBusyException();
            }
            return () -> images.release(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a look", e);
        }
    }
}
