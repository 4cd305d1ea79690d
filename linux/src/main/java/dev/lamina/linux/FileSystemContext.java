package dev.lamina.linux;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/// A file system that is described parameter by parameter and then mounted, so that their text may
/// be longer than the page that mount(2) takes: fsopen(2), fsconfig(2), fsmount(2), move_mount(2),
/// since Linux 5.2, in glibc since 2.36.
public final class FileSystemContext implements AutoCloseable {

    /// `FSOPEN_CLOEXEC` and `FSMOUNT_CLOEXEC`.
    private static final long CLOSE_ON_EXEC = 1;

    private static final long CONFIGURE_FLAG = 0;
    private static final long CONFIGURE_TEXT = 1;
    private static final long CREATE = 6;

    /// `MOUNT_ATTR_RDONLY`.
    private static final long ATTRIBUTE_READ_ONLY = 1;

    private static final long CURRENT_DIRECTORY = -100;

    /// `MOVE_MOUNT_F_EMPTY_PATH`: the descriptor itself is what is moved.
    private static final long FROM_EMPTY_PATH = 4;

    /// `int fsopen(const char *type, unsigned int flags)`
    private static final NativeCall FSOPEN = new NativeCall("fsopen");

    /// `int fsconfig(int context, unsigned int command, const char *key, const void *value,
    /// int aux)`
    private static final NativeCall FSCONFIG = new NativeCall("fsconfig");

    /// `int fsmount(int context, unsigned int flags, unsigned int attributes)`
    private static final NativeCall FSMOUNT = new NativeCall("fsmount");

    /// `int move_mount(int from, const char *fromPath, int to, const char *toPath,
    /// unsigned int flags)`
    private static final NativeCall MOVE_MOUNT = new NativeCall("move_mount");

    /// `int close(int descriptor)`
    private static final NativeCall CLOSE = new NativeCall("close");

    private final String type;
    private final long descriptor;
    private boolean closed;

    private FileSystemContext(String type, long descriptor) {
        this.type = type;
        this.descriptor = descriptor;
    }

    /// Begins to describe a file system.
    public static FileSystemContext open(String type) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(type).address();
            return new FileSystemContext(
                    type, FSOPEN.call(type, false, name, CLOSE_ON_EXEC, 0, 0, 0));
        }
    }

    /// Sets a parameter; several of one key may be given where the file system takes a list.
    public void set(String key, String value) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long keyText = arena.allocateFrom(key).address();
            long valueText = arena.allocateFrom(value).address();
            FSCONFIG.call(value, false, descriptor, CONFIGURE_TEXT, keyText, valueText, 0);
        }
    }

    /// Mounts it, read-only.
    public void mountReadOnly(Path target) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long readOnly = arena.allocateFrom("ro").address();
            FSCONFIG.call(type, false, descriptor, CONFIGURE_FLAG, readOnly, 0, 0);
            FSCONFIG.call(type, false, descriptor, CREATE, 0, 0, 0);
            long mount =
                    FSMOUNT.call(type, false, descriptor, CLOSE_ON_EXEC, ATTRIBUTE_READ_ONLY, 0, 0);
            try {
                long nothing = arena.allocateFrom("").address();
                long path = arena.allocateFrom(target.toString()).address();
                MOVE_MOUNT.call(
                        target, false, mount, nothing, CURRENT_DIRECTORY, path, FROM_EMPTY_PATH);
            } finally {
                CLOSE.call(type, false, mount, 0, 0, 0, 0);
            }
        }
    }

    @Override
    public void close() throws LinuxException {
        if (!closed) {
            closed = true;
            CLOSE.call(type, false, descriptor, 0, 0, 0, 0);
        }
    }
}
