package dev.lamina.image.tree;

/// A character or block device.
public final class DeviceNode extends NodeRow implements Node {

    DeviceNode(Nodes nodes, int number) {
        super(nodes, number);
    }

    /// Tells whether this is a block device; else it is a character device.
    public boolean block() {
        return nodes.kind(number) == Nodes.BLOCK_DEVICE;
    }

    public int major() {
        return nodes.data(number) >>> Nodes.MINOR_BITS;
    }

    public int minor() {
        return nodes.data(number) & (1 << Nodes.MINOR_BITS) - 1;
    }
}
