package dev.lamina.image.tree;

import dev.lamina.image.DiffId;
import dev.lamina.image.layer.FileContent;

/// A regular file, whose content lies in the tar of one layer.
public final class FileNode extends NodeRow implements Node {

    FileNode(Nodes nodes, int number) {
        super(nodes, number);
    }

    /// The layer whose tar holds the content.
    public DiffId layer() {
        return nodes.contents().layer(nodes.data(number));
    }

    /// Returns the places of the content in that tar.
    public FileContent content() {
        return nodes.contents().get(nodes.data(number));
    }

    /// The size of the content in bytes.
    public long size() {
        return nodes.contents().size(nodes.data(number));
    }
}
