package dev.lamina.engine.rootfs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.image.Attributes;
import dev.lamina.linux.FileTimes;
import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/// A read-write layer over a lower directory: Linux, `Documentation/filesystems/overlayfs.rst`.
public final class OverlayMount {

    private OverlayMount() {}

    /// Mounts the two as one. When this is done for the first time, the root directory has the owner,
    /// the mode and the time that it has below: overlayfs shows those of `upper`.
    ///
    /// What the layer holds then means the same to every kernel: no directory is renamed by
    /// reference (`redirect_dir`), no file has only its metadata copied (`metacopy`).
    ///
    /// @param upper    gets what is written
    /// @param work     empty, on the file system of `upper`
    /// @param lasting  whether `upper` matters after a crash of the machine; if not, nobody waits
    ///     for the disk (`volatile`, since Linux 5.10)
    /// @param devices whether device nodes in it can be opened
    /// @param label   that all files in it have for SELinux; absent where the kernel has none
    public static void mount(
            Path lower,
            Path upper,
            Path work,
            Path target,
            boolean lasting,
            boolean devices,
            Optional<String> label)
            throws IOException {
        if (isEmpty(work)) {
            copyRoot(lower, upper);
        }
        String options =
                "lowerdir="
                        + escape(lower, true)
                        + ",upperdir="
                        + escape(upper, false)
                        + ",workdir="
                        + escape(work, false)
                        + ",index=off,redirect_dir=off,metacopy=off"
                        + (lasting ? "" : ",volatile")
                        + label.map(text -> ",context=\"" + text + '"').orElse("");
        Mounts.mount("overlay", target, "overlay", devices ? 0 : Mounts.NO_DEVICES, options);
    }

    /// Overlayfs makes a directory there with the first mount, and leaves it.
    private static boolean isEmpty(Path work) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(work)) {
            return !entries.iterator().hasNext();
        }
    }

    /// The mode comes behind the owner, whose change would take bits of it away (chown(2)).
    private static void copyRoot(Path lower, Path upper) throws IOException {
        Map<String, Object> root =
                Files.readAttributes(lower, "unix:uid,gid,mode,lastModifiedTime", NOFOLLOW_LINKS);
        Files.setAttribute(upper, "unix:uid", root.get("uid"), NOFOLLOW_LINKS);
        Files.setAttribute(upper, "unix:gid", root.get("gid"), NOFOLLOW_LINKS);
        int mode = (Integer) root.get("mode") & Attributes.PERMISSION_BITS;
        Files.setAttribute(upper, "unix:mode", mode, NOFOLLOW_LINKS);
        FileTime modified = (FileTime) root.get("lastModifiedTime");
        FileTimes.setModified(upper, modified.toInstant());
    }

    /// A comma ends an option, a colon ends a lower directory; a backslash takes the meaning away.
    private static String escape(Path path, boolean lower) {
        String text = path.toString().replace("\\", "\\\\").replace(",", "\\,");
        return lower ? text.replace(":", "\\:") : text;
    }
}
