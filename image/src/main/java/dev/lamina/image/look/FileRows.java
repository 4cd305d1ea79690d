package dev.lamina.image.look;

import dev.lamina.image.Attributes;
import dev.lamina.image.TreePath;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FifoNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;

import java.util.Optional;

/// From nodes to rows.
final class FileRows {

    private FileRows() {}

    static FileRow of(TreePath path, Node node, int layerNumber) {
        Attributes attributes = node.attributes();
        return switch (node) {
            case DirectoryNode _ -> bare(path, FileRow.Kind.DIRECTORY, attributes, layerNumber);
            case DeviceNode _ -> bare(path, FileRow.Kind.DEVICE, attributes, layerNumber);
            case FifoNode _ -> bare(path, FileRow.Kind.FIFO, attributes, layerNumber);
            case FileNode file ->
                    new FileRow(
                            path,
                            FileRow.Kind.FILE,
                            attributes,
                            file.size(),
                            Optional.empty(),
                            layerNumber);
            case SymlinkNode link ->
                    new FileRow(
                            path,
                            FileRow.Kind.SYMLINK,
                            attributes,
                            0,
                            Optional.of(link.target().utf8()),
                            layerNumber);
        };
    }

    private static FileRow bare(
            TreePath path, FileRow.Kind kind, Attributes attributes, int layerNumber) {
        return new FileRow(path, kind, attributes, 0, Optional.empty(), layerNumber);
    }
}
