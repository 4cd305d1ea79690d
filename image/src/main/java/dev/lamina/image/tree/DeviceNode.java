package dev.lamina.image.tree;

import dev.lamina.image.Attributes;

/// A character or block device.
public final class DeviceNode implements Node {

    private Attributes attributes;
    private final boolean block;
    private final int major;
    private final int minor;

    public DeviceNode(Attributes attributes, boolean block, int major, int minor) {
        this.attributes = attributes;
        this.block = block;
        this.major = major;
        this.minor = minor;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    void setAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /// Whether this is a block device; else it is a character device.
    public boolean block() {
        return block;
    }

    public int major() {
        return major;
    }

    public int minor() {
        return minor;
    }
}
