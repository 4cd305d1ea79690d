package dev.lamina.image.layer;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;

/// Makes paths of names in a tar, sharing with the path before whatever the two have in common.
///
/// Tars list directories one after the other, so most paths cost one new name. A leading, trailing
/// or repeated slash and `.` mean nothing, as to the kernel. `..` takes back the name before it,
/// whatever that is in the layer, as Go's `path.Clean`; where there is none it is refused, since a
/// layer has nothing outside its root.
final class PathParser {

    private final int maxDepth;
    private TreePath previous = TreePath.ROOT;
    private Bytes previousText = Bytes.EMPTY;

    PathParser(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /// Reads a path.
    ///
    /// @throws IllegalArgumentException if a component cannot be a name, or there are too many; the
    ///     message says which, not where
    TreePath parse(Bytes text) {
        boolean up = leadsUp(text);
        int shared = up ? 0 : sharedDirectory(text);
        TreePath path = shared == 0 ? TreePath.ROOT : directoryAt(shared);
        int start = shared;
        for (int i = shared; i <= text.length(); i++) {
            if (i == text.length() || text.at(i) == '/') {
                path = append(path, text, start, i);
                start = i + 1;
            }
        }
        previous = up ? TreePath.ROOT : path;
        previousText = up ? Bytes.EMPTY : text;
        return path;
    }

    /// Tells whether `..` is one of the components.
    private static boolean leadsUp(Bytes text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.at(i) == '.' && text.at(i - 1) == '.' && isParent(text, i - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isParent(Bytes text, int start) {
        return (start == 0 || text.at(start - 1) == '/')
                && (start + 2 == text.length() || text.at(start + 2) == '/');
    }

    private TreePath append(TreePath directory, Bytes text, int start, int end) {
        if (start == end || end == start + 1 && text.at(start) == '.') {
            return directory;
        }
        if (!directory.isRoot()
                && end == start + 2
                && text.at(start) == '.'
                && text.at(end - 1) == '.') {
            return directory.parent();
        }
        if (directory.depth() == maxDepth) {
            throw new IllegalArgumentException(
                    "path: expected at most " + maxDepth + " names, got more");
        }
        return directory.child(new Name(text.slice(start, end)));
    }

    /// Returns how many bytes both texts have in common, up to and with the last slash.
    private int sharedDirectory(Bytes text) {
        int shared = text.commonLength(previousText);
        while (shared > 0 && text.at(shared - 1) != '/') {
            shared--;
        }
        return shared;
    }

    /// Returns the part of the previous path that its first `length` bytes make.
    private TreePath directoryAt(int length) {
        int namesBehind = 0;
        int start = length;
        for (int i = length; i <= previousText.length(); i++) {
            if (i == previousText.length() || previousText.at(i) == '/') {
                if (start < i && !(i == start + 1 && previousText.at(start) == '.')) {
                    namesBehind++;
                }
                start = i + 1;
            }
        }
        TreePath path = previous;
        for (int i = 0; i < namesBehind; i++) {
            path = path.parent();
        }
        return path;
    }
}
