package dev.lamina.image.tree;

/// A named pipe.
public final class FifoNode extends NodeRow implements Node {

    FifoNode(Nodes nodes, int number) {
        super(nodes, number);
    }
}
