package dev.lamina.hub.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The heap that requests may take together for bodies that are held whole. However many clients
/// send or fetch large documents slowly, the process keeps the rest for its work.
final class MemoryBudget {

    private static final int UNIT = 1 << 10;

    private final Semaphore units;
    private final int all;
    private final Duration patience;

    /// @param patience how long a request waits for others to give memory back
    MemoryBudget(long bytes, Duration patience) {
        all = Math.toIntExact(bytes / UNIT);
        units = new Semaphore(all);
        this.patience = patience;
    }

    /// Takes memory. More than all there is counts as all.
    ///
    /// @return what must be given back
    /// @throws ServerBusyException if others still have it after a while
    int take(long bytes) throws ServerBusyException {
        int wanted = (int) Math.min(all, (bytes + UNIT - 1) / UNIT);
        boolean taken;
        try {
            taken = units.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            taken = false;
        }
        if (!taken) {
            throw new ServerBusyException("memory for bodies: all of it is taken");
        }
        return wanted;
    }

    /// Gives back what [#take] returned.
    void giveBack(int taken) {
        units.release(taken);
    }
}
