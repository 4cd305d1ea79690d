package dev.lamina.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// The calls that attach and detach file systems: mount(2), umount2(2).
///
/// All of them need CAP_SYS_ADMIN in the user namespace that owns the current mount namespace, and
/// fail with EPERM otherwise.
public final class Mounts {

    /// `MS_RDONLY`: nothing can be written.
    public static final long READ_ONLY = 0x1;

    /// `MS_NOSUID`: set-user-ID bits and capabilities of files count for nothing.
    public static final long NO_SET_UID = 0x2;

    /// `MS_NODEV`: device nodes cannot be opened.
    public static final long NO_DEVICES = 0x4;

    /// `MS_REMOUNT`: changes the flags of a mount.
    public static final long REMOUNT = 0x20;

    /// `MS_BIND`: attaches a part of the file tree that is visible already.
    public static final long BIND = 0x1000;

    /// `MS_REC`, with [#BIND]: what is mounted below the source is attached too.
    public static final long RECURSIVE = 0x4000;

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

    /// `MOUNT_ATTR_RDONLY`, `_NOSUID` and `_NODEV` of linux/mount.h have the values of mount(2).
    static final long ATTRIBUTES = READ_ONLY | NO_SET_UID | NO_DEVICES;

    /// The size of `struct mount_attr`, whose first member is what is to be set.
    static final int ATTRIBUTES_SIZE = 32;

    /// `AT_RECURSIVE`.
    static final long AT_RECURSIVE = 0x8000;

    private static final long CURRENT_DIRECTORY = -100;

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

    /// Adds flags to a mount and to all mounts below it: mount_setattr(2), since Linux 5.12, in glibc
    /// since 2.36. Before these, to the mount alone, which then has no other flags.
    ///
    /// @param flags of [#READ_ONLY], [#NO_SET_UID] and [#NO_DEVICES]
    public static void restrict(Path target, long flags) throws LinuxException {
        if ((flags & ~ATTRIBUTES) != 0) {
            throw new IllegalArgumentException("flags: expected those of mount_attr, got " + flags);
        }
        if (!NativeCall.exists("mount_setattr")) {
            mount("none", target, "none", BIND | REMOUNT | flags, "");
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, Long.BYTES);
            attributes.set(ValueLayout.JAVA_LONG, 0, flags);
            long path = arena.allocateFrom(target.toString()).address();
            SetAttributes.CALL.call(
                    target,
                    false,
                    CURRENT_DIRECTORY,
                    path,
                    AT_RECURSIVE,
                    attributes.address(),
                    ATTRIBUTES_SIZE);
        } catch (LinuxException e) {
            if (e.errno() != Errno.ENOSYS) {
                throw e;
            }
            mount("none", target, "none", BIND | REMOUNT | flags, "");
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

    /// Linked only where the library has it.
    private static final class SetAttributes {

        /// `int mount_setattr(int directory, const char *path, unsigned int flags,
        /// struct mount_attr *attributes, size_t size)`
        static final NativeCall CALL = new NativeCall("mount_setattr");
    }
}
