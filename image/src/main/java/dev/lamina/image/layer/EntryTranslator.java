package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent.Segment;
import dev.lamina.image.tar.SparseSegment;
import dev.lamina.image.tar.TarAttributes;
import dev.lamina.image.tar.TarContent;
import dev.lamina.image.tar.TarEntry;
import dev.lamina.image.tar.TarFormat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says what an entry of a tar means in a layer, and refuses what means nothing there.
final class EntryTranslator {

    private static final Bytes WHITEOUT_PREFIX = Bytes.utf8(".wh.");
    private static final Bytes OPAQUE_WHITEOUT = Bytes.utf8(".wh..wh..opq");

    /// Names that aufs kept for itself.
    private static final Bytes AUFS_PREFIX = Bytes.utf8(".wh..wh.");

    private static final int SYMLINK_PERMISSIONS = 0777;

    private final String source;
    private final LayerLimits limits;
    private final PathParser paths;
    private final PathParser linkTargets;
    private @Nullable Attributes lastAttributes;

    EntryTranslator(String source, LayerLimits limits) {
        this.source = source;
        this.limits = limits;
        this.paths = new PathParser(limits.pathDepth());
        this.linkTargets = new PathParser(limits.pathDepth());
    }

    /// Returns what the entry means; null if nothing.
    @Nullable LayerEntry translate(TarEntry entry) throws ImageFormatException {
        if (entry.type() == TarFormat.GNU_VOLUME_LABEL) {
            return null;
        }
        TreePath path = path(paths, entry.name(), "path", entry);
        if (path.isRoot()) {
            if (entry.type() != TarFormat.DIRECTORY) {
                throw fault(entry, "path: expected a name, got '" + entry.name() + "'");
            }
            return node(path, entry);
        }
        if (isOfAufs(path)) {
            return null;
        }
        return path.name().bytes().startsWith(WHITEOUT_PREFIX)
                ? whiteout(path, entry)
                : node(path, entry);
    }

    /// Tells whether the path is one of the directories that aufs kept at its root. Docker has
    /// never unpacked them.
    private static boolean isOfAufs(TreePath path) {
        TreePath top = path;
        while (top.depth() > 1) {
            top = top.parent();
        }
        return top.name().bytes().startsWith(AUFS_PREFIX)
                && !top.name().bytes().equals(OPAQUE_WHITEOUT);
    }

    private LayerEntry whiteout(TreePath path, TarEntry entry) throws ImageFormatException {
        Bytes name = path.name().bytes();
        if (name.equals(OPAQUE_WHITEOUT)) {
            return new LayerEntry.OpaqueWhiteout(path.parent());
        }
        if (name.length() == WHITEOUT_PREFIX.length()) {
            throw fault(entry, "whiteout without a name: " + entry.name());
        }
        try {
            var hidden = new Name(name.slice(WHITEOUT_PREFIX.length(), name.length()));
            return new LayerEntry.Whiteout(path.parent().child(hidden));
        } catch (IllegalArgumentException e) {
            throw fault(entry, "whiteout " + entry.name() + ": " + e.getMessage());
        }
    }

    private LayerEntry node(TreePath path, TarEntry entry) throws ImageFormatException {
        return switch (entry.type()) {
            case TarFormat.REGULAR ->
                    new LayerEntry.RegularFile(path, attributes(entry), content(entry));
            case TarFormat.DIRECTORY -> new LayerEntry.Directory(path, attributes(entry));
            case TarFormat.SYMLINK ->
                    new LayerEntry.Symlink(path, attributes(entry), symlinkTarget(entry));
            case TarFormat.HARD_LINK ->
                    new LayerEntry.HardLink(path, hardLinkTarget(entry), attributes(entry));
            case TarFormat.CHARACTER_DEVICE -> device(path, entry, false);
            case TarFormat.BLOCK_DEVICE -> device(path, entry, true);
            case TarFormat.FIFO -> new LayerEntry.Fifo(path, attributes(entry));
            default ->
                    throw fault(
                            entry,
                            "type of "
                                    + entry.name()
                                    + ": expected one that layers have, got '"
                                    + Bytes.of(new byte[] {entry.type()})
                                    + "'");
        };
    }

    private Bytes symlinkTarget(TarEntry entry) throws ImageFormatException {
        if (entry.linkName().isEmpty()) {
            throw fault(entry, "symbolic link " + entry.name() + ": expected a target, got none");
        }
        if (entry.linkName().contains((byte) 0)) {
            throw fault(entry, "symbolic link " + entry.name() + ": expected no NUL in its target");
        }
        return entry.linkName();
    }

    private TreePath hardLinkTarget(TarEntry entry) throws ImageFormatException {
        TreePath target = path(linkTargets, entry.linkName(), "hard link target", entry);
        if (target.isRoot()) {
            throw fault(entry, "hard link target: expected a name, got '" + entry.linkName() + "'");
        }
        return target;
    }

    private LayerEntry device(TreePath path, TarEntry entry, boolean block)
            throws ImageFormatException {
        if (entry.device().major() > LayerLimits.DEVICE_MAJOR
                || entry.device().minor() > LayerLimits.DEVICE_MINOR) {
            throw fault(
                    entry,
                    "device "
                            + entry.name()
                            + ": expected numbers of 12 and 20 bits, "
                            + "got "
                            + entry.device().major()
                            + ":"
                            + entry.device().minor());
        }
        return new LayerEntry.Device(
                path,
                attributes(entry),
                block,
                (int) entry.device().major(),
                (int) entry.device().minor());
    }

    private static FileContent content(TarEntry entry) {
        TarContent content = entry.content();
        if (content.segments().isEmpty()) {
            return FileContent.contiguous(content.offset(), content.size());
        }
        List<SparseSegment> stored = content.segments().get();
        var segments = new ArrayList<Segment>(stored.size());
        long offset = content.offset();
        for (SparseSegment segment : stored) {
            segments.add(new Segment(segment.position(), offset, segment.length()));
            offset += segment.length();
        }
        return new FileContent(content.size(), segments);
    }

    /// Entries of one package mostly have the same attributes: they then share one object.
    private Attributes attributes(TarEntry entry) throws ImageFormatException {
        TarAttributes read = entry.attributes();
        int permissions = permissions(entry);
        Attributes last = lastAttributes;
        if (last != null
                && last.permissions() == permissions
                && last.uid() == read.uid()
                && last.gid() == read.gid()
                && last.modified().equals(read.modified())
                && last.xattrs().equals(read.xattrs())) {
            return last;
        }
        checkXattrs(entry);
        try {
            var attributes =
                    new Attributes(
                            permissions, read.uid(), read.gid(), read.modified(), read.xattrs());
            lastAttributes = attributes;
            return attributes;
        } catch (IllegalArgumentException e) {
            throw fault(entry, entry.name() + ": " + e.getMessage());
        }
    }

    /// Symbolic links have the same permissions on every file system of Linux (symlink(7)).
    private static int permissions(TarEntry entry) {
        return entry.type() == TarFormat.SYMLINK
                ? SYMLINK_PERMISSIONS
                : (int) entry.attributes().mode() & Attributes.PERMISSION_BITS;
    }

    private void checkXattrs(TarEntry entry) throws ImageFormatException {
        if (entry.attributes().xattrs().isEmpty()) {
            return;
        }
        long total = 0;
        for (Map.Entry<Bytes, Bytes> xattr : entry.attributes().xattrs().entrySet()) {
            int nameLength = xattr.getKey().length();
            int valueLength = xattr.getValue().length();
            if (nameLength == 0 || nameLength > LayerLimits.XATTR_NAME_LENGTH) {
                throw fault(
                        entry,
                        "xattr name: expected 1 to "
                                + LayerLimits.XATTR_NAME_LENGTH
                                + " bytes, got "
                                + nameLength);
            }
            if (valueLength > limits.xattrSize()) {
                throw fault(
                        entry,
                        "xattr "
                                + xattr.getKey()
                                + ": expected at most "
                                + limits.xattrSize()
                                + " bytes, got "
                                + valueLength);
            }
            total += nameLength + valueLength;
        }
        if (entry.attributes().xattrs().size() > limits.xattrs() || total > limits.xattrTotal()) {
            throw fault(
                    entry,
                    "xattrs: expected at most "
                            + limits.xattrs()
                            + " of "
                            + limits.xattrTotal()
                            + " bytes in all, got "
                            + entry.attributes().xattrs().size()
                            + " of "
                            + total);
        }
    }

    private TreePath path(PathParser parser, Bytes text, String what, TarEntry entry)
            throws ImageFormatException {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            throw fault(entry, what + " '" + text + "': " + e.getMessage());
        }
    }

    private ImageFormatException fault(TarEntry entry, String fault) {
        return new ImageFormatException(source, entry.headerOffset(), fault);
    }
}
