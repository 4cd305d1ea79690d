package dev.lamina.hub.work;

import java.time.Duration;

/// How much is computed, and waits for that.
///
/// @param threads         how much is computed at once
/// @param waiting         how much may wait; what comes then is refused
/// @param waitingOfClient how much of one client may wait
/// @param patience        how long something waits before it is refused
/// @param longest         how long something may be computed
public record WorkLimits(
        int threads, int waiting, int waitingOfClient, Duration patience, Duration longest) {

    /// One client computes on half of the threads: the others are for others.
    int share() {
        return Math.max(1, threads / 2);
    }
}
