package dev.lamina.engine.store;

import dev.lamina.engine.disk.LockFile;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Who may change what. Readers take no lock.
///
/// The order, for whoever needs several: use, blob, layer, union, tags.
public final class Locks {

    private static final long USE = 0;
    private static final long TAGS = 1;

    /// Names are spread over positions from here on, up to 2^62.
    private static final long FIRST_NAMED = 1L << 32;

    private final Path file;

    Locks(StorePaths paths) {
        this.file = paths.locks().resolve("store");
    }

    /// Shared by all that add content: while one has it, nothing is swept.
    StoreLock use() throws IOException {
        return LockFile.lock(file, USE, true);
    }

    /// The right to sweep, if nobody adds content.
    public Optional<StoreLock> trySweep() throws IOException {
        return LockFile.tryLock(file, USE, false);
    }

    /// For reading, changing and writing the list of images.
    public StoreLock tags() throws IOException {
        return LockFile.lock(file, TAGS, false);
    }

    /// For making a layer's files, whatever they are made of.
    StoreLock layer(DiffId layer) throws IOException {
        return named("layer " + layer);
    }

    /// For work that only one should do; `name` says which.
    StoreLock named(String name) throws IOException {
        return LockFile.lock(file, position(name), false);
    }

    /// The same, if nobody does that work.
    Optional<StoreLock> tryNamed(String name) throws IOException {
        return LockFile.tryLock(file, position(name), false);
    }

    /// Tells whether somebody does that work. Looks with a shared lock, so that two who look at once
    /// do not take each other for the one who works.
    boolean isTaken(String name) throws IOException {
        Optional<StoreLock> lock = LockFile.tryLock(file, position(name), true);
        lock.ifPresent(StoreLock::close);
        return lock.isEmpty();
    }

    private static long position(String name) {
        // 60 bits: two names in flight that meet would only wait for each other.
        String hex = Digest.of(Bytes.utf8(name)).hex().substring(0, 15);
        return FIRST_NAMED + Long.parseLong(hex, 16);
    }
}
