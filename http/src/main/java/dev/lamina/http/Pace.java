package dev.lamina.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How a connection gets on, and whether its client is so slow that its place goes to others.
final class Pace {

    private final LongSupplier nanoClock;
    private final Meter receiving = new Meter(HttpLimits.RATE_WINDOW, HttpLimits.MIN_RATE);
    private final Meter sending = new Meter(HttpLimits.RATE_WINDOW, HttpLimits.MIN_RATE);

    /// Whether a request is being served; otherwise the next one is awaited.
    private boolean isServing;

    /// When the request must have ended, if `hasDeadline`.
    private long deadline;

    private boolean hasDeadline;

    /// When the head that is awaited began, as far as is known, if `hasHeadBegun`.
    private long headBegan;

    private boolean hasHeadBegun;

    /// The bytes that the connection had received when the last request ended.
    private long receivedAtEnd;

    /// A connection that has just been opened. Its first head counts from now, with the handshake
    /// of TLS.
    Pace(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        hasHeadBegun = true;
        headBegan = nanoClock.getAsLong();
    }

    /// The head of a request is there.
    synchronized void beginRequest() {
        isServing = true;
        hasHeadBegun = false;
        hasDeadline = false;
    }

    /// The request has been answered.
    ///
    /// @param received by the connection so far, in bytes
    synchronized void endRequest(long received) {
        isServing = false;
        hasDeadline = false;
        receivedAtEnd = received;
    }

    /// Nothing of the request may take longer than until a time from now.
    synchronized void endWithin(Duration time) {
        hasDeadline = true;
        deadline = nanoClock.getAsLong() + time.toNanos();
    }

    void beginReceiving() {
        receiving.begin(nanoClock.getAsLong(), () -> 0);
    }

    void endReceiving(long bytes) {
        receiving.end(nanoClock.getAsLong(), bytes);
    }

    /// @param gone tells how many bytes have gone since, at any time and to any thread
    void beginSending(LongSupplier gone) {
        sending.begin(nanoClock.getAsLong(), gone);
    }

    void endSending(long bytes) {
        sending.end(nanoClock.getAsLong(), bytes);
    }

    /// Tells whether the connection should be closed.
    ///
    /// @param received by the connection so far, in bytes
    synchronized boolean isTooSlow(long received) {
        long now = nanoClock.getAsLong();
        if (isServing) {
            return hasDeadline && now - deadline > 0
                    || receiving.isTooSlow(now)
                    || sending.isTooSlow(now);
        }
        if (!hasHeadBegun && received > receivedAtEnd) {
            hasHeadBegun = true;
            headBegan = now;
        }
        return hasHeadBegun && now - headBegan > HttpLimits.HEAD_TIMEOUT.toNanos();
    }
}
