package dev.lamina.image;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// A path inside an image, from its root: a list of names. The root itself has none.
///
/// It is no host path, and the two never mix. It is always absolute and normal: `.`, `..` and
/// repeated slashes do not occur.
///
/// A path is its parent and one more name, so that the many paths of one directory share what they
/// have in common; making a child or taking the parent costs nothing.
public final class TreePath implements Comparable<TreePath> {

    /// The root of an image.
    public static final TreePath ROOT = new TreePath(null, null, 0);

    private final @Nullable TreePath parent;
    private final @Nullable Name name;
    private final int depth;

    /// Computed when first asked for; zero before. Racing threads compute the same value.
    private int hash;

    private TreePath(@Nullable TreePath parent, @Nullable Name name, int depth) {
        this.parent = parent;
        this.name = name;
        this.depth = depth;
    }

    /// Returns the path with these names.
    public static TreePath of(List<Name> names) {
        TreePath path = ROOT;
        for (Name name : names) {
            path = path.child(name);
        }
        return path;
    }

    /// Reads a path with `/` between its names; a leading, trailing or repeated `/` and `.` mean
    /// nothing.
    ///
    /// @throws IllegalArgumentException if a component cannot be a name, for instance `..`
    public static TreePath parse(String text) {
        TreePath path = ROOT;
        for (String part : text.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                path = path.child(Name.of(part));
            }
        }
        return path;
    }

    public boolean isRoot() {
        return depth == 0;
    }

    /// Returns how many names the path has.
    public int depth() {
        return depth;
    }

    /// Returns the last name.
    ///
    /// @throws IllegalStateException if this is the root
    public Name name() {
        if (name == null) {
            throw new IllegalStateException("the root has no name");
        }
        return name;
    }

    /// Returns the names from the root down.
    public List<Name> names() {
        var names = new Name[depth];
        TreePath path = this;
        for (int i = depth - 1; i >= 0; i--) {
            names[i] = path.name();
            path = path.parent();
        }
        return Collections.unmodifiableList(Arrays.asList(names));
    }

    /// Returns the path of a child of this directory.
    public TreePath child(Name childName) {
        return new TreePath(this, childName, depth + 1);
    }

    /// Returns the path of the directory that holds this node.
    ///
    /// @throws IllegalStateException if this is the root
    public TreePath parent() {
        if (parent == null) {
            throw new IllegalStateException("the root has no parent");
        }
        return parent;
    }

    /// Compares name by name, so that a directory comes directly before what it holds.
    @Override
    public int compareTo(TreePath other) {
        int common = Math.min(depth, other.depth);
        int order = compareSameDepth(ancestor(common), other.ancestor(common));
        return order != 0 ? order : Integer.compare(depth, other.depth);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreePath that
                && depth == that.depth
                && compareSameDepth(this, that) == 0;
    }

    @Override
    public int hashCode() {
        if (hash == 0 && parent != null) {
            hash = 31 * parent.hashCode() + name().hashCode();
        }
        return hash;
    }

    /// Returns the path as text with a leading `/`; what is not UTF-8 becomes U+FFFD.
    @Override
    public String toString() {
        return names().stream().map(Name::toString).collect(Collectors.joining("/", "/", ""));
    }

    private TreePath ancestor(int ancestorDepth) {
        TreePath path = this;
        while (path.depth > ancestorDepth) {
            path = path.parent();
        }
        return path;
    }

    private static int compareSameDepth(TreePath a, TreePath b) {
        if (a == b || a.depth == 0) {
            return 0;
        }
        int order = compareSameDepth(a.parent(), b.parent());
        return order != 0 ? order : a.name().compareTo(b.name());
    }
}
