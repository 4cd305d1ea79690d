package dev.lamina.image.tree;

import dev.lamina.image.Name;
import dev.lamina.image.TreePath;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The whiteouts of one layer, kept until the layer's own entries have decided what their paths are.
///
/// What they hide is found by names alone: a whiteout never reaches through a link of a lower layer,
/// nor through something else that its own layer put in the way. A link of its own layer is followed
/// if it was there already when the whiteout was read: some tools list the children of a directory as
/// whiteouts, and then put a link in its place.
final class Whiteouts {

    private final DirectoryNode own;
    private final List<Whiteout> whiteouts = new ArrayList<>();

    /// Creates none.
    ///
    /// @param own the root of the layer's own tree, which may still grow
    Whiteouts(DirectoryNode own) {
        this.own = own;
    }

    /// One whiteout.
    ///
    /// @param directory as the tar has it
    /// @param then      where that was when the whiteout was read, null if nowhere
    /// @param name      of what is hidden, null if all of the directory is
    private record Whiteout(TreePath directory, @Nullable TreePath then, @Nullable Name name) {}

    /// Keeps a whiteout.
    ///
    /// @param name of what is hidden, null if all of the directory is
    void add(TreePath directory, @Nullable Name name) {
        whiteouts.add(new Whiteout(directory, StackedWalk.realPath(directory, own), name));
    }

    /// Removes what is hidden.
    void hideIn(DirectoryNode lower) {
        for (Whiteout whiteout : whiteouts) {
            TreePath now = StackedWalk.realPath(whiteout.directory, own);
            boolean meant =
                    now != null && (now.equals(whiteout.directory) || now.equals(whiteout.then));
            DirectoryNode directory = meant ? directory(lower, now) : null;
            if (directory != null && whiteout.name == null) {
                directory.clear();
            } else if (directory != null) {
                directory.remove(whiteout.name);
            }
        }
    }

    private static @Nullable DirectoryNode directory(DirectoryNode root, TreePath path) {
        return new Tree(root).find(path).orElse(null) instanceof DirectoryNode found ? found : null;
    }
}
