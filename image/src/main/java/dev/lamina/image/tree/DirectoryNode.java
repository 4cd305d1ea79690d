package dev.lamina.image.tree;

import dev.lamina.image.Name;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/// A directory and its children, by name in byte order.
///
/// Only [Union] and [TreeBuilder] change one, and only before anybody else sees it.
public final class DirectoryNode extends NodeRow implements Node {

    DirectoryNode(Nodes nodes, int number) {
        super(nodes, number);
    }

    /// A node and its name.
    public record Child(Name name, Node node) {}

    /// The children by name. The list is a view: its elements are made when they are asked for.
    public List<Child> children() {
        return new Children(nodes.directories(), nodes.data(number));
    }

    /// Finds a child.
    public Optional<Node> find(Name name) {
        return Optional.ofNullable(child(name));
    }

    @Nullable Node child(Name name) {
        int child = nodes.directories().child(nodes.data(number), name);
        return child < 0 ? null : nodes.node(child);
    }

    /// The number of directories above, as far as a union put it there.
    int depth() {
        return nodes.directories().depth(nodes.data(number));
    }

    /// Tells whether an entry of a layer named the directory.
    boolean isNamed() {
        return nodes.isNamed(number);
    }

    /// Sets a child, and returns the one that it replaces.
    @Nullable Node put(Name name, Node child) {
        int replaced = nodes.directories().put(nodes.data(number), name, ((NodeRow) child).number);
        return replaced < 0 ? null : nodes.node(replaced);
    }

    void remove(Name name) {
        nodes.directories().remove(nodes.data(number), name);
    }

    void clear() {
        nodes.setData(number, nodes.directories().add(depth()));
    }

    /// Lays what another directory holds over what this one does: of two directories of one name the
    /// lower one stays, with the attributes of the upper one if a layer named that; anything else of
    /// the upper one takes the place of what was there.
    void layOver(DirectoryNode own) {
        var lowers = new ArrayDeque<DirectoryNode>(List.of(this));
        var uppers = new ArrayDeque<DirectoryNode>(List.of(own));
        while (!lowers.isEmpty()) {
            lowers.pop().layOver(uppers.pop(), lowers, uppers);
        }
    }

    private void layOver(
            DirectoryNode own, Deque<DirectoryNode> lowers, Deque<DirectoryNode> uppers) {
        if (own.isNamed()) {
            setAttributes(own.attributes());
        }
        Directories directories = nodes.directories();
        int here = nodes.data(number);
        int there = nodes.data(own.number);
        if (directories.isNew(here)) {
            nodes.setData(number, there);
            return;
        }
        for (int entry = directories.first(there); entry >= 0; entry = directories.next(entry)) {
            int above = directories.node(entry);
            int below = above < 0 ? above : directories.childLike(here, entry);
            if (below >= 0 && nodes.isDirectory(above) && nodes.isDirectory(below)) {
                lowers.push(new DirectoryNode(nodes, below));
                uppers.push(new DirectoryNode(nodes, above));
            } else if (above >= 0) {
                directories.putLike(here, entry, above);
            }
        }
    }

    private final class Children extends AbstractList<Child> implements RandomAccess {

        private final Directories directories;
        private final int directory;

        Children(Directories directories, int directory) {
            this.directories = directories;
            this.directory = directory;
        }

        @Override
        public Child get(int index) {
            Objects.checkIndex(index, size());
            int entry = directories.entry(directory, index);
            return new Child(directories.name(entry), nodes.node(directories.node(entry)));
        }

        @Override
        public int size() {
            return directories.size(directory);
        }
    }
}
