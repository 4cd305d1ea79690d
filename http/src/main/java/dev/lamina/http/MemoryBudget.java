package dev.lamina.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The heap that requests may take together for bodies that are held whole. However many clients
/// send or fetch large documents slowly, the process keeps the rest for its work.
///
/// One client gets a part of it, and large bodies leave a part to small ones: who takes all that there
/// is for large documents keeps nobody from an ordinary manifest or page.
final class MemoryBudget {

    /// One client has at most this part, or one body.
    private static final int SHARE_OF_ONE = 4;

    /// Larger bodies leave this part to those that are not.
    private static final int SHARE_OF_SMALL = 4;

    private static final int SMALL = 64 << 10;

    /// Requests that wait; others are refused at once.
    private static final int MAX_WAITING = 256;

    private final long all;
    private final Duration patience;
    private final Map<String, Long> held = new HashMap<>();
    private long free;
    private int waiting;

    /// @param patience how long a request waits for others to give memory back
    MemoryBudget(long bytes, Duration patience) {
        all = bytes;
        free = bytes;
        this.patience = patience;
    }

    /// Takes memory for a request that has none.
    ///
    /// @throws ServerBusyException if others still have it after a while
    long take(String client, long bytes) throws ServerBusyException {
        return take(client, bytes, 0);
    }

    /// Takes memory. More than there can be, with what the request has already, is what there can be.
    ///
    /// @param already what the same request has, in bytes
    /// @param client whose share it is of; empty if it is trusted with all of it
    /// @return what must be given back, in bytes
    /// @throws ServerBusyException if others still have it after a while
    synchronized long take(String client, long bytes, long already) throws ServerBusyException {
        long wanted = Math.clamp(all - kept(already + bytes) - already, 0, bytes);
        long end = System.nanoTime() + patience.toNanos();
        while (!fits(client, wanted, already)) {
            await(end);
        }
        free -= wanted;
        held.merge(client, wanted, Long::sum);
        return wanted;
    }

    private boolean fits(String client, long bytes, long already) {
        long has = held.getOrDefault(client, 0L);
        boolean isWithinShare =
                client.isEmpty() || has <= already || has + bytes <= all / SHARE_OF_ONE;
        return isWithinShare && free - bytes >= kept(already + bytes);
    }

    /// @param total what a request has then
    private long kept(long total) {
        return total <= SMALL ? 0 : all / SHARE_OF_SMALL;
    }

    private void await(long end) throws ServerBusyException {
        long left = end - System.nanoTime();
        if (left <= 0 || waiting >= MAX_WAITING) {
            throw new ServerBusyException("memory for bodies: others have it");
        }
        waiting++;
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerBusyException("memory for bodies: interrupted");
        } finally {
            waiting--;
        }
    }

    /// Gives back what [#take] returned.
    synchronized void giveBack(String client, long taken) {
        if (taken == 0) {
            return;
        }
        free += taken;
        held.computeIfPresent(client, (_, has) -> has == taken ? null : has - taken);
        if (waiting > 0) {
            notifyAll();
        }
    }
}
