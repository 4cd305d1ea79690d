package dev.lamina.image.tree;

import dev.lamina.image.compact.IntColumn;

import java.util.Arrays;
import java.util.BitSet;

/// Copies what the root of a growing tree leads to into columns of its own. What upper layers have
/// hidden or replaced, and their own trees, stay behind with the old ones.
final class Compaction {

    private static final int FIRST_SIZE = 64;

    private final Nodes from;
    private final Nodes to = new Nodes();

    /// By node: the number of its copy and one; zero if there is none yet.
    private final IntColumn copies = new IntColumn();

    /// Directories, all copied, whose entries are not.
    private final IntColumn waiting = new IntColumn();

    /// Entries of one directory, from the newest to the oldest.
    private int[] entries = new int[FIRST_SIZE];

    private Compaction(Nodes from) {
        this.from = from;
        for (int number = 0; number < from.count(); number++) {
            copies.add(0);
        }
    }

    /// Returns the root of a copy.
    static DirectoryNode of(DirectoryNode root) {
        var compaction = new Compaction(root.nodes);
        var copy = new DirectoryNode(compaction.to, compaction.copy(root.number));
        for (int i = 0; i < compaction.waiting.size(); i++) {
            compaction.copyEntries(compaction.waiting.get(i));
        }
        return copy;
    }

    private int copy(int node) {
        int known = copies.get(node) - 1;
        if (known >= 0) {
            return known;
        }
        int copy = to.addLike(from, node);
        copies.set(node, copy + 1);
        if (from.isDirectory(node)) {
            waiting.add(node);
        }
        return copy;
    }

    /// The oldest entry first, as directories are sorted in one pass where tars have them in order.
    private void copyEntries(int directory) {
        Directories old = from.directories();
        int copy = to.data(copies.get(directory) - 1);
        int size = 0;
        for (int entry = old.first(from.data(directory)); entry >= 0; entry = old.next(entry)) {
            if (old.node(entry) >= 0) {
                entries = size < entries.length ? entries : Arrays.copyOf(entries, 2 * size);
                entries[size++] = entry;
            }
        }
        while (size > 0) {
            int entry = entries[--size];
            to.directories().put(copy, old.name(entry), copy(old.node(entry)));
        }
    }

    /// Counts the nodes that the root of a growing tree leads to, itself too.
    static int count(DirectoryNode root) {
        Nodes nodes = root.nodes;
        Directories directories = nodes.directories();
        var reached = new BitSet(nodes.count());
        var waiting = new IntColumn();
        reached.set(root.number);
        waiting.add(root.number);
        for (int i = 0; i < waiting.size(); i++) {
            int entry = directories.first(nodes.data(waiting.get(i)));
            for (; entry >= 0; entry = directories.next(entry)) {
                int node = directories.node(entry);
                if (node >= 0 && !reached.get(node)) {
                    reached.set(node);
                    if (nodes.isDirectory(node)) {
                        waiting.add(node);
                    }
                }
            }
        }
        return reached.cardinality();
    }
}
