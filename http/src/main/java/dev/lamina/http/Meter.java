package dev.lamina.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Measures how fast bytes go one way of a connection, while the server waits for its client: the
/// time that the server takes itself does not count.
///
/// It looks at one window of waiting after the other, so that nobody can buy hours of crawling with
/// a quick start. Times are those of a monotonic clock in nanoseconds.
final class Meter {

    private static final LongSupplier NOTHING = () -> 0;

    private final long window;
    private final long least;
    private boolean isWaiting;
    private LongSupplier progress = NOTHING;
    private long seen;
    private long began;
    private long waited;
    private long moved;

    /// @param rate bytes a second that are just quick enough
    Meter(Duration window, long rate) {
        this.window = window.toNanos();
        this.least = rate * window.toSeconds();
    }

    /// Begins to wait for the client.
    ///
    /// @param gone tells how many bytes have gone since, at any time and to any thread
    synchronized void begin(long now, LongSupplier gone) {
        isWaiting = true;
        began = now;
        progress = gone;
        seen = 0;
    }

    /// Ends the wait: so many bytes went.
    synchronized void end(long now, long bytes) {
        count(now, bytes);
        isWaiting = false;
        // It may hold what was sent, and connections stay.
        progress = NOTHING;
    }

    /// Tells whether fewer bytes than must went in a whole window.
    synchronized boolean isTooSlow(long now) {
        if (isWaiting) {
            count(now, progress.getAsLong());
        }
        return waited > window;
    }

    private void count(long now, long bytes) {
        waited += now - began;
        moved += bytes - seen;
        began = now;
        seen = bytes;
        if (moved >= least) {
            waited = 0;
            moved = 0;
        }
    }
}
