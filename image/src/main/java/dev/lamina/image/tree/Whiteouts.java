package dev.lamina.image.tree;

import dev.lamina.image.TreePath;
import dev.lamina.image.layer.LayerEntries;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.LayerEntry.OpaqueWhiteout;
import dev.lamina.image.layer.LayerEntry.Whiteout;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The whiteouts of one layer, kept until the layer's own entries have decided what their paths are.
///
/// What they hide is found by names alone: a whiteout never reaches through a link of a lower layer,
/// nor through something else that its own layer put in the way. A link of its own layer is followed
/// if it was there already when the whiteout was read: some tools list the children of a directory as
/// whiteouts, and then put a link in its place.
final class Whiteouts {

    private final DirectoryNode own;

    /// By entry: where links led when the whiteout was read. Most whiteouts meet none.
    private final Map<Integer, TreePath> throughLinks = new HashMap<>();

    private int count;

    /// Creates none.
    ///
    /// @param own the root of the layer's own tree, which may still grow
    Whiteouts(DirectoryNode own) {
        this.own = own;
    }

    /// Takes note of a whiteout.
    ///
    /// @param entry     its number in the layer
    /// @param directory of what is hidden, as the tar has it
    void add(int entry, TreePath directory) {
        count++;
        TreePath then = StackedWalk.realPath(directory, own);
        if (then != null && then != directory) {
            throughLinks.put(entry, then);
        }
    }

    /// Removes what is hidden.
    ///
    /// @param entries of the layer, which are gone through again
    void hideIn(DirectoryNode lower, LayerEntries entries) {
        if (count == 0) {
            return;
        }
        int number = 0;
        for (LayerEntry entry : entries) {
            if (entry instanceof Whiteout whiteout && !whiteout.path().isRoot()) {
                DirectoryNode directory = meant(lower, whiteout.path().parent(), number);
                if (directory != null) {
                    directory.remove(whiteout.path().name());
                }
            } else if (entry instanceof OpaqueWhiteout opaque) {
                DirectoryNode directory = meant(lower, opaque.path(), number);
                if (directory != null) {
                    directory.clear();
                }
            }
            number++;
        }
    }

    private @Nullable DirectoryNode meant(DirectoryNode lower, TreePath directory, int entry) {
        TreePath now = StackedWalk.realPath(directory, own);
        boolean meant =
                now != null && (now.equals(directory) || now.equals(throughLinks.get(entry)));
        return meant ? directory(lower, now) : null;
    }

    private static @Nullable DirectoryNode directory(DirectoryNode root, TreePath path) {
        return new Tree(root).find(path).orElse(null) instanceof DirectoryNode found ? found : null;
    }
}
