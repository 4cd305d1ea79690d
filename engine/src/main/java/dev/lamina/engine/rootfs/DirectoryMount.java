package dev.lamina.engine.rootfs;

import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Mounts;

import java.nio.file.Path;

/// Shows a directory a second time, read-only.
final class DirectoryMount {

    private DirectoryMount() {}

    static void mount(Path directory, Path target) throws LinuxException {
        Mounts.mount(directory.toString(), target, "none", Mounts.BIND, "");
        // The first call ignores all flags but MS_BIND (mount(2), "Creating a bind mount").
        Mounts.mount("none", target, "none", Mounts.BIND | Mounts.REMOUNT | Mounts.READ_ONLY, "");
    }
}
