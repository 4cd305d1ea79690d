package dev.lamina.engine.rootfs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.linux.FileTimes;
import dev.lamina.linux.Xattrs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// Gives files of the host the attributes that nodes of an image have.
final class FileAttributes {

    /// For what is being made.
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// Attributes that overlayfs would take as orders of its own.
    private static final Bytes OVERLAY = Bytes.of("trusted.overlay.".getBytes(US_ASCII));

    private FileAttributes() {}

    /// Sets all attributes. Each step is in its place: a new owner takes set-user-ID bits and
    /// capabilities away (chown(2)), and the time comes last.
    ///
    /// @param link whether it is a symbolic link, which has no permissions of its own
    static void set(Path file, Attributes attributes, boolean link) throws IOException {
        Files.setAttribute(file, "unix:uid", (int) attributes.uid(), NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", (int) attributes.gid(), NOFOLLOW_LINKS);
        if (!link) {
            Files.setAttribute(file, "unix:mode", attributes.permissions());
        }
        for (Map.Entry<Bytes, Bytes> xattr : attributes.xattrs().entrySet()) {
            if (!xattr.getKey().startsWith(OVERLAY)) {
                Xattrs.set(file, xattr.getKey().toArray(), xattr.getValue().toArray());
            }
        }
        FileTimes.setModified(file, attributes.modified());
    }
}
