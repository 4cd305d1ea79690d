package dev.lamina.linux;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Makes files that are neither regular files, directories nor links: mknod(2). Devices need
/// CAP_MKNOD.
public final class SpecialFiles {

    private static final int FIFO = 0010000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int BLOCK_DEVICE = 0060000;

    /// `int mknod(const char *path, mode_t mode, dev_t device)`
    private static final NativeCall MKNOD = new NativeCall("mknod");

    private SpecialFiles() {}

    /// Makes a named pipe.
    public static void makeFifo(Path file, int permissions) throws LinuxException {
        make(file, FIFO | permissions, 0);
    }

    /// Makes a device.
    public static void makeDevice(Path file, boolean block, int permissions, int major, int minor)
            throws LinuxException {
        make(file, (block ? BLOCK_DEVICE : CHARACTER_DEVICE) | permissions, device(major, minor));
    }

    /// Returns a device number as glibc has it (makedev(3)).
    public static long device(int major, int minor) {
        return (major & 0xfffL) << 8
                | (major & 0xfffff000L) << 32
                | minor & 0xffL
                | (minor & 0xffffff00L) << 12;
    }

    private static void make(Path file, int mode, long device) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(file.toString()).address();
            MKNOD.call(file, false, path, mode, device, 0, 0);
        }
    }
}
