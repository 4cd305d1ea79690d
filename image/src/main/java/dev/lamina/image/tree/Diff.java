package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.TreePath;
import dev.lamina.image.tree.DirectoryNode.Child;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The changes that turn one tree into another.
public final class Diff {

    private final FileComparison files;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Node, Node> lowerToUpper = new HashMap<>();
    private final Map<Node, Node> upperToLower = new HashMap<>();

    private Diff(FileComparison files) {
        this.files = files;
    }

    /// A kind of change to a path.
    public enum Kind {
        /// It is in the upper tree only.
        ADDED('A'),
        /// It is in both, with another node: other attributes, kind, content or hard links. What a
        /// directory holds is no part of it.
        CHANGED('C'),
        /// It is in the lower tree only, with all below it.
        DELETED('D');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /// The letter that `docker diff` has for it.
        public char letter() {
            return letter;
        }
    }

    /// One path and what happened to it.
    public record Change(Kind kind, TreePath path) {

        @Override
        public String toString() {
            return kind.letter + " " + path;
        }
    }

    /// Tells whether two files have the same content.
    @FunctionalInterface
    public interface FileComparison {

        /// Only asked if it is not known already: the two are equally large, and lie in different
        /// places.
        boolean isSame(FileNode lower, FileNode upper) throws IOException;
    }

    /// Finds the changes, in the order of their paths.
    ///
    /// Of a directory that is deleted only the directory is named, of one that is added all that it
    /// holds. Where a directory takes the place of something else, or something else that of a
    /// directory, the path is CHANGED, and what the new directory holds is ADDED.
    public static List<Change> between(Tree lower, Tree upper, FileComparison files)
            throws IOException {
        var diff = new Diff(files);
        diff.compare(TreePath.ROOT, lower.root(), upper.root());
        return diff.changes;
    }

    private void compare(TreePath path, Node lower, Node upper) throws IOException {
        if (!isSame(lower, upper)) {
            changes.add(new Change(Kind.CHANGED, path));
        }
        if (upper instanceof DirectoryNode above) {
            if (lower instanceof DirectoryNode below) {
                compareChildren(path, below.children(), above.children());
            } else {
                addChildren(path, above);
            }
        }
    }

    private void compareChildren(TreePath path, List<Child> lower, List<Child> upper)
            throws IOException {
        int below = 0;
        int above = 0;
        while (below < lower.size() || above < upper.size()) {
            Child old = below < lower.size() ? lower.get(below) : null;
            Child now = above < upper.size() ? upper.get(above) : null;
            int order = order(old, now);
            if (order < 0) {
                changes.add(new Change(Kind.DELETED, path.child(old.name())));
            } else if (order > 0) {
                add(path.child(now.name()), now.node());
            } else {
                compare(path.child(now.name()), old.node(), now.node());
            }
            below += order <= 0 ? 1 : 0;
            above += order >= 0 ? 1 : 0;
        }
    }

    private static int order(@Nullable Child old, @Nullable Child now) {
        if (old == null || now == null) {
            return old == null ? 1 : -1;
        }
        return old.name().compareTo(now.name());
    }

    private void add(TreePath path, Node node) {
        changes.add(new Change(Kind.ADDED, path));
        if (node instanceof DirectoryNode directory) {
            addChildren(path, directory);
        }
    }

    private void addChildren(TreePath path, DirectoryNode directory) {
        for (Child child : directory.children()) {
            add(path.child(child.name()), child.node());
        }
    }

    private boolean isSame(Node lower, Node upper) throws IOException {
        Attributes attributes = lower.attributes();
        return attributes.equals(upper.attributes())
                && areSameHardLinks(lower, upper)
                && switch (lower) {
                    case DirectoryNode _ -> upper instanceof DirectoryNode;
                    case FileNode file -> upper instanceof FileNode other && isSame(file, other);
                    case SymlinkNode link ->
                            upper instanceof SymlinkNode other
                                    && link.target().equals(other.target());
                    case DeviceNode device ->
                            upper instanceof DeviceNode other
                                    && device.block() == other.block()
                                    && device.major() == other.major()
                                    && device.minor() == other.minor();
                    case FifoNode _ -> upper instanceof FifoNode;
                };
    }

    private boolean isSame(FileNode lower, FileNode upper) throws IOException {
        if (lower.size() != upper.size()) {
            return false;
        }
        boolean samePlace =
                lower.layer().equals(upper.layer()) && lower.content().equals(upper.content());
        return samePlace || lower.size() == 0 || files.isSame(lower, upper);
    }

    /// Two names that were one file must be one again, and two that were not must not.
    private boolean areSameHardLinks(Node lower, Node upper) {
        if (!lower.hasSeveralNames() && !upper.hasSeveralNames()) {
            return true;
        }
        Node knownUpper = lowerToUpper.putIfAbsent(lower, upper);
        Node knownLower = upperToLower.putIfAbsent(upper, lower);
        return (knownUpper == null || knownUpper.equals(upper))
                && (knownLower == null || knownLower.equals(lower));
    }
}
