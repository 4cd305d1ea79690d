package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/// Extended attributes of a file itself, never of what a symbolic link points to: lgetxattr(2),
/// lsetxattr(2).
public final class Xattrs {

    /// No value is larger (xattr(7), `XATTR_SIZE_MAX`).
    private static final int MAX_VALUE = 65_536;

    private static final int ENODATA = 61;

    /// `ssize_t lgetxattr(const char *path, const char *name, void *value, size_t size)`
    private static final NativeCall LGETXATTR = new NativeCall("lgetxattr");

    /// `int lsetxattr(const char *path, const char *name, const void *value, size_t size,
    /// int flags)`
    private static final NativeCall LSETXATTR = new NativeCall("lsetxattr");

    private Xattrs() {}

    /// Reads one attribute; empty if the file has none of this name.
    public static Optional<byte[]> get(Path file, String name) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(MAX_VALUE);
            long length =
                    LGETXATTR.call(
                            file,
                            true,
                            arena.allocateFrom(file.toString()).address(),
                            arena.allocateFrom(name).address(),
                            value.address(),
                            MAX_VALUE,
                            0);
            return Optional.of(value.asSlice(0, length).toArray(JAVA_BYTE));
        } catch (LinuxException e) {
            if (e.errno() == ENODATA || e.errno() == Errno.EOPNOTSUPP) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Sets one attribute, whether the file has it or not.
    ///
    /// @param name as raw bytes, without NUL
    public static void set(Path file, byte[] name, byte[] value) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(name.length + 1L);
            MemorySegment.copy(name, 0, text, JAVA_BYTE, 0, name.length);
            MemorySegment bytes = arena.allocate(Math.max(1, value.length));
            MemorySegment.copy(value, 0, bytes, JAVA_BYTE, 0, value.length);
            LSETXATTR.call(
                    file,
                    false,
                    arena.allocateFrom(file.toString()).address(),
                    text.address(),
                    bytes.address(),
                    value.length,
                    0);
        }
    }
}
