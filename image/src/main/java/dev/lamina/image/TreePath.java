package dev.lamina.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A path inside an image, from its root: a list of names. The root itself has none.
///
/// It is no host path, and the two never mix. It is always absolute and normal: `.`, `..` and
/// repeated slashes do not occur.
public record TreePath(List<Name> names) implements Comparable<TreePath> {

    /// The root of an image.
    public static final TreePath ROOT = new TreePath(List.of());

    /// Creates a path from its names.
    public TreePath {
        names = List.copyOf(names);
    }

    /// Reads a path with `/` between its names; a leading, trailing or repeated `/` and `.` mean
    /// nothing.
    ///
    /// @throws IllegalArgumentException if a component cannot be a name, for instance `..`
    public static TreePath parse(String text) {
        var names = new ArrayList<Name>();
        for (String part : text.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                names.add(Name.of(part));
            }
        }
        return new TreePath(names);
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /// Returns the path of a child of this directory.
    public TreePath child(Name name) {
        var longer = new ArrayList<Name>(names.size() + 1);
        longer.addAll(names);
        longer.add(name);
        return new TreePath(longer);
    }

    /// Returns the path of the directory that holds this node.
    ///
    /// @throws IllegalStateException if this is the root
    public TreePath parent() {
        if (isRoot()) {
            throw new IllegalStateException("the root has no parent");
        }
        return new TreePath(names.subList(0, names.size() - 1));
    }

    @Override
    public int compareTo(TreePath other) {
        int common = Math.min(names.size(), other.names.size());
        for (int i = 0; i < common; i++) {
            int order = names.get(i).compareTo(other.names.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(names.size(), other.names.size());
    }

    /// Returns the path as text with a leading `/`; what is not UTF-8 becomes U+FFFD.
    @Override
    public String toString() {
        return names.stream().map(Name::toString).collect(Collectors.joining("/", "/", ""));
    }
}
