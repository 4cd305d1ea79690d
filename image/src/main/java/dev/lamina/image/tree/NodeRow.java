package dev.lamina.image.tree;

import dev.lamina.image.Attributes;

/// A row of [Nodes]: what all kinds of nodes have.
abstract class NodeRow {

    final Nodes nodes;
    final int number;

    NodeRow(Nodes nodes, int number) {
        this.nodes = nodes;
        this.number = number;
    }

    public int number() {
        return number;
    }

    public Attributes attributes() {
        return nodes.attributes(number);
    }

    public boolean hasSeveralNames() {
        return nodes.hasSeveralNames(number);
    }

    /// Only while layers are applied.
    void setAttributes(Attributes attributes) {
        nodes.setAttributes(number, attributes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeRow that && nodes == that.nodes && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
