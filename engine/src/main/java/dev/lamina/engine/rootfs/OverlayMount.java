package dev.lamina.engine.rootfs;

import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.file.Path;

/// A read-write layer over a lower directory: Linux, `Documentation/filesystems/overlayfs.rst`.
public final class OverlayMount {

    private OverlayMount() {}

    /// Mounts the two as one.
    ///
    /// What the layer holds then means the same to every kernel: no directory is renamed by
    /// reference (`redirect_dir`), no file has only its metadata copied (`metacopy`).
    ///
    /// @param upper    gets what is written
    /// @param work     empty, on the file system of `upper`
    /// @param lasting  whether `upper` matters after a crash of the machine; if not, nobody waits
    ///     for the disk (`volatile`, since Linux 5.10)
    /// @param devices whether device nodes in it can be opened
    public static void mount(
            Path lower, Path upper, Path work, Path target, boolean lasting, boolean devices)
            throws IOException {
        String options =
                "lowerdir="
                        + escape(lower, true)
                        + ",upperdir="
                        + escape(upper, false)
                        + ",workdir="
                        + escape(work, false)
                        + ",index=off,redirect_dir=off,metacopy=off"
                        + (lasting ? "" : ",volatile");
        Mounts.mount("overlay", target, "overlay", devices ? 0 : Mounts.NO_DEVICES, options);
    }

    /// A comma ends an option, a colon ends a lower directory; a backslash takes the meaning away.
    private static String escape(Path path, boolean lower) {
        String text = path.toString().replace("\\", "\\\\").replace(",", "\\,");
        return lower ? text.replace(":", "\\:") : text;
    }
}
