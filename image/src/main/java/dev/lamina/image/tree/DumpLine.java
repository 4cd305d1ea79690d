package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// The lines of a [Dump]:
///
/// | line                          | node                                                      |
/// |-------------------------------|-----------------------------------------------------------|
/// | `PATH/ ATTRIBUTES`            | directory; the root is `/`                                |
/// | `PATH ATTRIBUTES = CONTENT`   | regular file; `5 bytes sha256:HEX`, or as the caller says |
/// | `PATH ATTRIBUTES -> TARGET`   | symbolic link                                             |
/// | `PATH ATTRIBUTES char 1:3`    | character device, `block` for a block device              |
/// | `PATH ATTRIBUTES fifo`        | named pipe                                                |
/// | `PATH == FIRST`               | a further name of the node with the path FIRST            |
///
/// Attributes are named where they are not the usual: `mode=0600` (usual: 0755 for directories, 0777
/// for symbolic links, 0644 for others), `owner=UID:GID` (usual: 0:0),
/// `mtime=2026-11-24T00:30:00.000000001Z` (usual: 1970-01-01T00:00:00Z), and for each extended
/// attribute `xattr:NAME=VALUE`.
///
/// What is not printable UTF-8 is written byte by byte as `\xHH`, and so is the backslash; in
/// paths, names and values also the space. The parts of a line are separated by one space.
public final class DumpLine {

    private static final int DIRECTORY_MODE = 0755;
    private static final int SYMLINK_MODE = 0777;
    private static final int USUAL_MODE = 0644;

    private DumpLine() {}

    /// Returns the line of a directory.
    public static String directory(TreePath path, Attributes attributes) {
        return path(path) + (path.isRoot() ? "" : "/") + attributes(attributes, DIRECTORY_MODE);
    }

    /// Returns the line of a regular file.
    ///
    /// @param content says what it is, for instance with [#content]
    public static String file(TreePath path, Attributes attributes, String content) {
        return path(path) + attributes(attributes, USUAL_MODE) + " = " + content;
    }

    /// Returns the line of a symbolic link.
    public static String symlink(TreePath path, Attributes attributes, Bytes target) {
        String known = attributes(attributes, SYMLINK_MODE);
        return path(path) + known + " -> " + EscapedText.line(target);
    }

    /// Returns the line of a device.
    public static String device(
            TreePath path, Attributes attributes, boolean block, int major, int minor) {
        String kind = block ? " block " : " char ";
        return path(path) + attributes(attributes, USUAL_MODE) + kind + major + ":" + minor;
    }

    /// Returns the line of a named pipe.
    public static String fifo(TreePath path, Attributes attributes) {
        return path(path) + attributes(attributes, USUAL_MODE) + " fifo";
    }

    /// Returns the line of a further name.
    public static String hardLink(TreePath path, TreePath first) {
        return path(path) + " == " + path(first);
    }

    /// Reads a content to its end and says what it is: size and SHA-256.
    public static String content(InputStream content) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            sha256.update(buffer, 0, n);
            size += n;
        }
        return size + " bytes sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static String path(TreePath path) {
        if (path.isRoot()) {
            return "/";
        }
        var text = new StringBuilder();
        for (Name name : path.names()) {
            text.append(text.isEmpty() ? "" : "/").append(EscapedText.word(name.bytes()));
        }
        return text.toString();
    }

    private static String attributes(Attributes attributes, int usualMode) {
        var text = new StringBuilder();
        if (attributes.permissions() != usualMode) {
            text.append(" mode=").append(String.format("%04o", attributes.permissions()));
        }
        if (attributes.uid() != 0 || attributes.gid() != 0) {
            text.append(" owner=").append(attributes.uid()).append(':').append(attributes.gid());
        }
        if (!attributes.modified().equals(Instant.EPOCH)) {
            text.append(" mtime=").append(attributes.modified());
        }
        for (Map.Entry<Bytes, Bytes> xattr : attributes.xattrs().entrySet()) {
            text.append(" xattr:").append(EscapedText.word(xattr.getKey()));
            text.append('=').append(EscapedText.word(xattr.getValue()));
        }
        return text.toString();
    }
}
