package dev.lamina.engine.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The locks between processes and between threads: single bytes of one file that is always empty.
///
/// The kernel's record locks (fcntl(2), F_SETLK) belong to the process and are all lost when it
/// closes any descriptor of the file. Hence a process opens the file once, in the only static table
/// of the store, whatever number of stores it opens. `synchronized` on the table guards it and all
/// fields.
public final class LockFile {

    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private static final long FIRST_PAUSE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path path;
    private final FileChannel channel;
    private final Map<Long, Holding> holdings = new HashMap<>();

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Waits for a lock.
    ///
    /// @param position which byte is locked
    /// @param shared   whether others may have the same lock if theirs is shared too
    public static StoreLock lock(Path path, long position, boolean shared) throws IOException {
        long pause = FIRST_PAUSE;
        while (true) {
            Optional<StoreLock> lock = tryLock(path, position, shared);
            if (lock.isPresent()) {
                return lock.get();
            }
            // Not FileChannel.lock: an interrupt there would close the channel, and with it all
            // locks of the process.
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting for a lock: " + path);
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    /// Takes a lock if nobody stands in the way.
    public static Optional<StoreLock> tryLock(Path path, long position, boolean shared)
            throws IOException {
        synchronized (OPEN) {
            LockFile file = OPEN.get(path);
            if (file == null) {
                file = new LockFile(path, FileChannel.open(path, READ, WRITE, CREATE));
                OPEN.put(path, file);
            }
            Optional<StoreLock> lock = file.take(position, shared);
            file.closeIfIdle();
            return lock;
        }
    }

    private Optional<StoreLock> take(long position, boolean shared) throws IOException {
        Holding holding = holdings.get(position);
        if (holding == null) {
            FileLock lock = channel.tryLock(position, 1, shared);
            if (lock == null) {
                return Optional.empty();
            }
            holding = new Holding(lock);
            holdings.put(position, holding);
        } else if (!shared || !holding.lock.isShared()) {
            return Optional.empty();
        }
        holding.holders++;
        return Optional.of(new Held(this, position));
    }

    private void release(long position) throws IOException {
        synchronized (OPEN) {
            Holding holding = holdings.get(position);
            if (--holding.holders == 0) {
                holdings.remove(position);
                holding.lock.release();
                closeIfIdle();
            }
        }
    }

    private void closeIfIdle() throws IOException {
        if (holdings.isEmpty()) {
            OPEN.remove(path);
            channel.close();
        }
    }

    /// One locked byte, and how many in this process have it.
    private static final class Holding {

        private final FileLock lock;
        private int holders;

        Holding(FileLock lock) {
            this.lock = lock;
        }
    }

    private static final class Held implements StoreLock {

        private final LockFile file;
        private final long position;
        private boolean released;

        Held(LockFile file, long position) {
            this.file = file;
            this.position = position;
        }

        @Override
        public synchronized void close() {
            if (!released) {
                released = true;
                try {
                    file.release(position);
                } catch (IOException e) {
                    throw new UncheckedIOException("release of a lock: " + file.path, e);
                }
            }
        }
    }
}
