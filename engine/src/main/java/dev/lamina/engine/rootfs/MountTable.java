package dev.lamina.engine.rootfs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The mounts and their places, as the calling thread sees it (proc_pid_mountinfo(5)).
public final class MountTable {

    private static final Path TABLE = Path.of("/proc/thread-self/mountinfo");
    private static final int PLACE = 4;

    private MountTable() {}

    /// Tells whether something is mounted at a directory.
    static boolean has(Path directory) throws IOException {
        // The kernel's table has no symbolic links.
        return hasAt(Files.exists(directory) ? directory.toRealPath() : directory);
    }

    /// Tells whether something is mounted at a path that has no symbolic links; if it has some by
    /// now, nothing is.
    public static boolean hasAt(Path path) throws IOException {
        return places().contains(escape(path.toString()));
    }

    /// Returns those of some directories at which something is mounted; the table is read once.
    static List<Path> mounted(List<Path> directories) throws IOException {
        Set<String> places = places();
        List<Path> mounted = new ArrayList<>();
        for (Path directory : directories) {
            if (Files.exists(directory)
                    && places.contains(escape(directory.toRealPath().toString()))) {
                mounted.add(directory);
            }
        }
        return mounted;
    }

    private static Set<String> places() throws IOException {
        Set<String> places = new HashSet<>();
        // Only the line feed ends a line, and the kernel escapes no other end of one.
        for (String line : Files.readString(TABLE, ISO_8859_1).split("\n")) {
            String[] fields = line.split(" ", PLACE + 2);
            if (fields.length > PLACE) {
                places.add(fields[PLACE]);
            }
        }
        return places;
    }

    private static String escape(String path) {
        String bytes = new String(path.getBytes(UTF_8), ISO_8859_1);
        return bytes.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }
}
