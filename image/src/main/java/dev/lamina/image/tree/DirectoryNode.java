package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.Name;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A directory and its children, by name in byte order.
///
/// Only [Union] changes one, and only before anybody else sees it.
public final class DirectoryNode implements Node {

    private Attributes attributes;
    private final TreeMap<Name, Node> children = new TreeMap<>();
    private final int depth;

    /// Creates a directory with these children.
    public DirectoryNode(Attributes attributes, Map<Name, Node> children) {
        this(attributes, 0);
        this.children.putAll(children);
    }

    DirectoryNode(Attributes attributes, int depth) {
        this.attributes = attributes;
        this.depth = depth;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    /// The children by name; cannot be changed.
    public SortedMap<Name, Node> children() {
        return Collections.unmodifiableSortedMap(children);
    }

    /// How many directories lie above, as far as a union put it there.
    int depth() {
        return depth;
    }

    void setAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    @Nullable Node child(Name name) {
        return children.get(name);
    }

    @Nullable Node put(Name name, Node child) {
        return children.put(name, child);
    }

    @Nullable Node remove(Name name) {
        return children.remove(name);
    }

    void clear() {
        children.clear();
    }
}
