package dev.lamina.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// The calls that attach and detach file systems: mount(2), umount2(2).
///
/// All of them need CAP_SYS_ADMIN in the user namespace that owns the current mount namespace, and
/// fail with EPERM otherwise.
public final class Mounts {

    /// `MS_RDONLY`: nothing can be written.
    public static final long READ_ONLY = 0x1;

    /// `MS_REMOUNT`: changes the flags of a mount.
    public static final long REMOUNT = 0x20;

    /// `MS_BIND`: attaches a part of the file tree that is visible already.
    public static final long BIND = 0x1000;

    /// The longest option text that mount(2) takes: one page, with the NUL at its end.
    public static final int MAX_OPTIONS_LENGTH = 4095;

    /// `MNT_DETACH`: out of sight at once, gone when no longer busy (since Linux 2.4.11).
    private static final int DETACH = 0x2;

    /// `UMOUNT_NOFOLLOW`: a symbolic link at the target is not followed (since Linux 2.6.34).
    private static final int NO_FOLLOW = 0x8;

    /// `int mount(const char *source, const char *target, const char *type, unsigned long flags,
    /// const void *data)`
    private static final NativeCall MOUNT = new NativeCall("mount");

    /// `int umount2(const char *target, int flags)`
    private static final NativeCall UMOUNT2 = new NativeCall("umount2");

    private Mounts() {}

    /// Attaches a file system.
    ///
    /// @param options of the file system, comma-separated, at most [#MAX_OPTIONS_LENGTH] bytes
    /// @throws IllegalArgumentException if the options are too long
    public static void mount(String source, Path target, String type, long flags, String options)
            throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment optionText = arena.allocateFrom(options);
            if (optionText.byteSize() - 1 > MAX_OPTIONS_LENGTH) {
                throw new IllegalArgumentException(
                        "mount options: expected at most "
                                + MAX_OPTIONS_LENGTH
                                + " bytes, got "
                                + (optionText.byteSize() - 1));
            }
            MOUNT.call(
                    target,
                    false,
                    arena.allocateFrom(source).address(),
                    arena.allocateFrom(target.toString()).address(),
                    arena.allocateFrom(type).address(),
                    flags,
                    optionText.address());
        }
    }

    /// Detaches what is mounted at `target`.
    ///
    /// @throws LinuxException with EBUSY if a file below `target` is in use, with EINVAL if nothing
    ///     is mounted there
    public static void unmount(Path target) throws LinuxException {
        unmount(target, NO_FOLLOW);
    }

    /// Detaches what is mounted at `target`, also when it is busy: nobody finds it any more, and it
    /// ends with its last user.
    public static void detach(Path target) throws LinuxException {
        unmount(target, NO_FOLLOW | DETACH);
    }

    private static void unmount(Path target, int flags) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(target.toString()).address();
            UMOUNT2.call(target, false, path, flags, 0, 0, 0);
        }
    }
}
