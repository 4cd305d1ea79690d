package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.TreePath;

/// One record of a layer's tar, in the words of image-spec 1.1, layer.md.
public sealed interface LayerEntry {

    /// Returns the path of the node itself, or for a whiteout of the node that it hides.
    TreePath path();

    /// A directory; one of a lower layer keeps its children.
    record Directory(TreePath path, Attributes attributes) implements LayerEntry {}

    /// A regular file with content of its own.
    record RegularFile(TreePath path, Attributes attributes, FileContent content)
            implements LayerEntry {}

    /// A symbolic link; the target is never followed by us.
    record Symlink(TreePath path, Attributes attributes, Bytes target) implements LayerEntry {}

    /// Another name for a node that this layer or a lower one has at `target`.
    ///
    /// @param attributes of the node from then on, if this layer has it
    record HardLink(TreePath path, TreePath target, Attributes attributes) implements LayerEntry {}

    /// A character or block device.
    record Device(TreePath path, Attributes attributes, boolean block, int major, int minor)
            implements LayerEntry {}

    /// A named pipe.
    record Fifo(TreePath path, Attributes attributes) implements LayerEntry {}

    /// Hides what the lower layers have at `path`: a `.wh.NAME` entry.
    record Whiteout(TreePath path) implements LayerEntry {}

    /// Hides all that the lower layers have in the directory `path`: a `.wh..wh..opq` entry.
    record OpaqueWhiteout(TreePath path) implements LayerEntry {}
}
