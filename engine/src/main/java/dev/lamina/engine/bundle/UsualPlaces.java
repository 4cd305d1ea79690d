package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.RunFailedException;

import java.util.List;

/// The places of a container that file systems of the runtime's lie over. What the image has there
/// counts for nothing, its links neither.
public final class UsualPlaces {

    /// Where the device nodes are.
    public static final String DEVICES = "/dev";

    /// All of them.
    public static final List<String> ALL = List.of("/proc", "/sys", DEVICES);

    /// Links that a runtime makes, to descriptors and to the kernel's memory.
    private static final List<String> LINKS =
            List.of("/dev/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/core");

    private UsualPlaces() {}

    /// Tells whether a place is one of these, or below one.
    static boolean contain(String place) {
        return isInOneOf(place, ALL);
    }

    /// Tells whether a place is that of the device nodes, or below it.
    public static boolean isDevice(String place) {
        return isIn(place, DEVICES);
    }

    /// Checks that something can be mounted at a place: not where a write is an order to the kernel.
    ///
    /// @param said  how the user or the image named it
    /// @param place where that is, without links
    /// @throws RunFailedException if nothing can
    public static void checkMount(String said, String place) throws RunFailedException {
        boolean kernel = contain(place) && !isDevice(place);
        if (kernel || place.equals("/") || isInOneOf(place, LINKS)) {
            throw refuse("mount at " + said, "a place outside /proc, /sys and /dev/fd", place);
        }
    }

    /// Checks that a command can start in a directory. A descriptor of the runtime's may be a
    /// directory of the host (CVE-2024-21626).
    ///
    /// @param said  how the user or the image named it
    /// @param place where that is, without links
    /// @throws RunFailedException if it is below `/proc`, or a descriptor
    public static void checkWorkingDirectory(String said, String place) throws RunFailedException {
        if (place.startsWith("/proc/") || isInOneOf(place, LINKS)) {
            throw refuse("working directory " + said, "a place outside /proc and /dev/fd", place);
        }
    }

    private static boolean isInOneOf(String place, List<String> directories) {
        for (String directory : directories) {
            if (isIn(place, directory)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String place, String directory) {
        return place.startsWith(directory)
                && (place.length() == directory.length()
                        || place.charAt(directory.length()) == '/');
    }

    private static RunFailedException refuse(String what, String expected, String got) {
        return new RunFailedException(
                RunFailedException.NOT_MADE, what + ": expected " + expected + ", got " + got);
    }
}
