package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.DiffId;
import dev.lamina.image.layer.FileContent;

/// A regular file, whose content lies in the tar of one layer.
public final class FileNode implements Node {

    private Attributes attributes;
    private final DiffId layer;
    private final FileContent content;

    /// Creates a file with no name yet.
    ///
    /// @param layer the layer whose tar `content` points into
    public FileNode(Attributes attributes, DiffId layer, FileContent content) {
        this.attributes = attributes;
        this.layer = layer;
        this.content = content;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    void setAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /// The layer whose tar holds the content.
    public DiffId layer() {
        return layer;
    }

    /// Where in that tar the content lies.
    public FileContent content() {
        return content;
    }
}
