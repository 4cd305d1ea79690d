package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Names of files that the JDK would change on the way: it drops double slashes from link targets,
/// and bytes that are no text from names. symlink(2), rename(2).
public final class Links {

    /// `int symlink(const char *target, const char *path)`
    private static final NativeCall SYMLINK = new NativeCall("symlink");

    /// `int rename(const char *from, const char *to)`
    private static final NativeCall RENAME = new NativeCall("rename");

    private Links() {}

    /// Makes a symbolic link.
    ///
    /// @param target as raw bytes, without NUL
    public static void makeSymbolic(byte[] target, Path file) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(file.toString()).address();
            SYMLINK.call(file, false, text(arena, target, 0).address(), path, 0, 0, 0);
        }
    }

    /// Gives a file another name in its directory.
    ///
    /// @param name as raw bytes, without NUL
    public static void rename(Path file, byte[] name) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocateFrom(file.toString());
            MemorySegment directory = arena.allocateFrom(file.getParent() + "/");
            long prefix = directory.byteSize() - 1;
            MemorySegment to = text(arena, name, prefix);
            MemorySegment.copy(directory, 0, to, 0, prefix);
            RENAME.call(file, false, from.address(), to.address(), 0, 0, 0);
        }
    }

    /// Returns C text of these bytes, after room for a prefix.
    private static MemorySegment text(Arena arena, byte[] bytes, long prefix) {
        MemorySegment text = arena.allocate(prefix + bytes.length + 1);
        MemorySegment.copy(bytes, 0, text, JAVA_BYTE, prefix, bytes.length);
        return text;
    }
}
