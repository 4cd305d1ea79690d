package dev.lamina.engine.value.image;

import java.util.List;
import java.util.Map;

/// How the kernel is shown a union.
public enum MountWay {
    /// EROFS over the files themselves, since Linux 6.12.
    FILE_BACKED("file-backed EROFS"),
    /// EROFS over loop devices, one for the image and for each tar.
    LOOP_DEVICES("EROFS over loop devices"),
    /// Plain directories, made once for each union.
    DIRECTORIES("plain directories");

    /// Names the one way to take, instead of the first that works: `file`, `loop`, `directories`.
    public static final String VARIABLE = "LAMINA_MOUNT";

    private final String title;

    MountWay(String title) {
        this.title = title;
    }

    /// Returns the ways to try, in this order.
    ///
    /// @throws IllegalArgumentException if the environment names an unknown way
    public static List<MountWay> wanted(Map<String, String> environment) {
        String wanted = environment.getOrDefault(VARIABLE, "");
        return switch (wanted) {
            case "" -> List.of(FILE_BACKED, LOOP_DEVICES, DIRECTORIES);
            case "file" -> List.of(FILE_BACKED);
            case "loop" -> List.of(LOOP_DEVICES);
            case "directories" -> List.of(DIRECTORIES);
            default ->
                    throw new IllegalArgumentException(
                            VARIABLE + ": expected file, loop or directories, got " + wanted);
        };
    }

    /// Returns what a user is told.
    public String title() {
        return title;
    }
}
