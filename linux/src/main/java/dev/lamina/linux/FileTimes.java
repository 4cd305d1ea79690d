package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;

/// Times of files to the nanosecond, also of symbolic links themselves: utimensat(2).
public final class FileTimes {

    private static final long CURRENT_DIRECTORY = -100;

    /// `AT_SYMLINK_NOFOLLOW`
    private static final long NO_FOLLOW = 0x100;

    /// `UTIME_OMIT`: leaves a time as it is.
    private static final long OMIT = (1L << 30) - 2;

    /// `int utimensat(int directory, const char *path, const struct timespec times[2], int flags)`,
    /// the times of access and of modification, each as seconds and nanoseconds of 64 bits.
    private static final NativeCall UTIMENSAT = new NativeCall("utimensat");

    private FileTimes() {}

    /// Sets the time of modification.
    public static void setModified(Path file, Instant time) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment times = arena.allocate(JAVA_LONG, 4);
            times.setAtIndex(JAVA_LONG, 1, OMIT);
            times.setAtIndex(JAVA_LONG, 2, time.getEpochSecond());
            times.setAtIndex(JAVA_LONG, 3, time.getNano());
            long path = arena.allocateFrom(file.toString()).address();
            UTIMENSAT.call(file, false, CURRENT_DIRECTORY, path, times.address(), NO_FOLLOW, 0);
        }
    }
}
