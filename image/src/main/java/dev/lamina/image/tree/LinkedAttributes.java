package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

import java.util.SortedMap;
import java.util.TreeMap;

/// Gives a node that gets another name the attributes of the hard link's entry, as Docker, Podman and
/// containerd do: they take the place of the node's own. Extended attributes are
/// added; a symbolic link takes the owner only.
final class LinkedAttributes {

    private LinkedAttributes() {}

    static void set(Node node, Attributes link) {
        if (node.attributes().equals(link)) {
            return;
        }
        switch (node) {
            case FileNode file -> file.setAttributes(over(node.attributes(), link));
            case DeviceNode device -> device.setAttributes(over(node.attributes(), link));
            case FifoNode fifo -> fifo.setAttributes(over(node.attributes(), link));
            case SymlinkNode symlink -> symlink.setAttributes(ownerOver(node.attributes(), link));
            case DirectoryNode _ ->
                    throw new IllegalArgumentException("no hard link leads to a directory");
        }
    }

    private static Attributes over(Attributes node, Attributes link) {
        return link.withXattrs(xattrs(node, link));
    }

    private static Attributes ownerOver(Attributes node, Attributes link) {
        return new Attributes(
                node.permissions(), link.uid(), link.gid(), node.modified(), xattrs(node, link));
    }

    private static SortedMap<Bytes, Bytes> xattrs(Attributes node, Attributes link) {
        if (link.xattrs().isEmpty()) {
            return node.xattrs();
        }
        var both = new TreeMap<>(node.xattrs());
        both.putAll(link.xattrs());
        return both;
    }
}
