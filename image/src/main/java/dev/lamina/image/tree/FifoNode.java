package dev.lamina.image.tree;

import dev.lamina.image.Attributes;

/// A named pipe.
public final class FifoNode implements Node {

    private Attributes attributes;

    public FifoNode(Attributes attributes) {
        this.attributes = attributes;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    void setAttributes(Attributes attributes) {
        this.attributes = attributes;
    }
}
