package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Entries as text, one line each: kind, permissions, owner, time, path, and what else the kind has.
///
/// A file's line ends with its size, and `POSITION+LENGTH@TAROFFSET` for each segment.
final class EntryText {

    private EntryText() {}

    static String of(LayerIndex layerIndex) {
        return of(layerIndex.entries().toList());
    }

    static String of(List<LayerEntry> entries) {
        return entries.stream().map(entry -> of(entry) + "\n").collect(Collectors.joining());
    }

    static String of(LayerEntry entry) {
        return switch (entry) {
            case LayerEntry.Directory directory ->
                    "d "
                            + of(directory.attributes())
                            + entry.path()
                            + xattrs(directory.attributes());
            case LayerEntry.RegularFile file ->
                    "- "
                            + of(file.attributes())
                            + entry.path()
                            + " "
                            + of(file.content())
                            + xattrs(file.attributes());
            case LayerEntry.Symlink link ->
                    "l "
                            + of(link.attributes())
                            + entry.path()
                            + " -> "
                            + link.target().utf8()
                            + xattrs(link.attributes());
            case LayerEntry.HardLink link ->
                    "h "
                            + of(link.attributes())
                            + entry.path()
                            + " = "
                            + link.target()
                            + xattrs(link.attributes());
            case LayerEntry.Device device ->
                    (device.block() ? "b " : "c ")
                            + of(device.attributes())
                            + entry.path()
                            + " "
                            + device.major()
                            + ":"
                            + device.minor()
                            + xattrs(device.attributes());
            case LayerEntry.Fifo fifo ->
                    "p " + of(fifo.attributes()) + entry.path() + xattrs(fifo.attributes());
            case LayerEntry.Whiteout whiteout -> "whiteout " + whiteout.path();
            case LayerEntry.OpaqueWhiteout whiteout -> "opaque " + whiteout.path();
        };
    }

    private static String of(Attributes attributes) {
        return String.format(
                "%04o %d:%d %s ",
                attributes.permissions(),
                attributes.uid(),
                attributes.gid(),
                attributes.modified());
    }

    private static String of(FileContent content) {
        return content.size()
                + content.segments().stream()
                        .map(s -> " " + s.position() + "+" + s.length() + "@" + s.tarOffset())
                        .collect(Collectors.joining());
    }

    private static String xattrs(Attributes attributes) {
        var text = new StringBuilder();
        for (Map.Entry<Bytes, Bytes> xattr : attributes.xattrs().entrySet()) {
            text.append(" ").append(xattr.getKey()).append("=").append(xattr.getValue());
        }
        return text.toString();
    }
}
