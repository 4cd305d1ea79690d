package dev.lamina.image.tree;

import dev.lamina.image.Bytes;

/// A symbolic link.
public final class SymlinkNode extends NodeRow implements Node {

    SymlinkNode(Nodes nodes, int number) {
        super(nodes, number);
    }

    /// The target as written, of 1 to 4,095 bytes.
    public Bytes target() {
        return nodes.target(nodes.data(number));
    }
}
