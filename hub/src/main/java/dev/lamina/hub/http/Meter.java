package dev.lamina.hub.http;

import java.time.Duration;

/// Measures how fast bytes go one way of a connection, while the server waits for its client: the
/// time that the server takes itself does not count.
///
/// It looks at one window of waiting after the other, so that nobody can buy hours of crawling with
/// a quick start. Times are those of a monotonic clock in nanoseconds.
final class Meter {

    private final long window;
    private final long least;
    private boolean isWaiting;
    private long began;
    private long waited;
    private long moved;

    /// @param rate bytes a second that are just quick enough
    Meter(Duration window, long rate) {
        this.window = window.toNanos();
        this.least = rate * window.toSeconds();
    }

    /// Begins to wait for the client.
    synchronized void begin(long now) {
        isWaiting = true;
        began = now;
    }

    /// Ends the wait: so many bytes went.
    synchronized void end(long now, long bytes) {
        waited += now - began;
        moved += bytes;
        isWaiting = false;
        if (moved >= least) {
            waited = 0;
            moved = 0;
        }
    }

    /// Tells whether fewer bytes than must went in a whole window.
    synchronized boolean isTooSlow(long now) {
        long total = waited + (isWaiting ? now - began : 0);
        return total > window && moved < least;
    }
}
