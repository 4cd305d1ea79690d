package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

/// A symbolic link.
public final class SymlinkNode implements Node {

    private Attributes attributes;
    private final Bytes target;

    public SymlinkNode(Attributes attributes, Bytes target) {
        this.attributes = attributes;
        this.target = target;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    void setAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /// The target as written, of 1 to 4,095 bytes.
    public Bytes target() {
        return target;
    }
}
