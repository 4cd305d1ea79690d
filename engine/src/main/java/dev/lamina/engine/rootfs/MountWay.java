package dev.lamina.engine.rootfs;

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

    /// Returns what a user is told.
    public String title() {
        return title;
    }
}
