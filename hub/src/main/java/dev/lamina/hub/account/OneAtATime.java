package dev.lamina.hub.account;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Makes logins to one account from one address wait for each other.
///
/// An attempt counts as failed until its password was found right. Clients with the right password
/// that come at once, as from a build farm, would else be taken for guesses.
final class OneAtATime {

    private static final int COUNT = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

    /// A login.
    @FunctionalInterface
    interface Work<T> {

        T run() throws IOException;
    }

    /// Runs a login when no other of the same subject runs; some others wait as well.
    ///
    /// @throws BusyException if it would wait for long
    <T> T run(String subject, Work<T> work) throws IOException {
        ReentrantLock lock = locks[Math.floorMod(subject.hashCode(), COUNT)];
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to log in", e);
        }
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
