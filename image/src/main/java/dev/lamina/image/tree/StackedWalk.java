package dev.lamina.image.tree;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/// One walk to a directory in a layer's own tree, with what lies below it showing through. Symbolic
/// links are followed and never leave the tree.
final class StackedWalk {

    private final ArrayDeque<Place> above = new ArrayDeque<>();
    private final boolean missingAreDirectories;
    private int links;

    private StackedWalk(Place root, boolean missingAreDirectories) {
        this.missingAreDirectories = missingAreDirectories;
        above.push(root);
    }

    /// A directory of the layer, of the lower ones, of both, or of none.
    ///
    /// @param path without links
    record Place(TreePath path, @Nullable DirectoryNode own, @Nullable DirectoryNode lower) {

        @Nullable Node ownChild(Name name) {
            return own == null ? null : own.child(name);
        }

        @Nullable Node lowerChild(Name name) {
            return lower == null ? null : lower.child(name);
        }
    }

    /// Finds a directory in the layer laid over the lower ones; null if there is none.
    static @Nullable Place find(TreePath path, DirectoryNode own, DirectoryNode lower) {
        return new StackedWalk(new Place(TreePath.ROOT, own, lower), false).to(path);
    }

    /// Returns where a path leads in the layer alone: the same object if no link is in its way. What
    /// the layer does not have counts as a directory. Null if the layer has something else there.
    static @Nullable TreePath realPath(TreePath path, DirectoryNode own) {
        Node node = own;
        for (Name name : path.names()) {
            if (node == null) {
                return path;
            }
            if (!(node instanceof DirectoryNode directory)) {
                break;
            }
            node = directory.child(name);
        }
        if (node == null || node instanceof DirectoryNode) {
            return path;
        }
        Place place = new StackedWalk(new Place(TreePath.ROOT, own, null), true).to(path);
        return place == null ? null : place.path;
    }

    private @Nullable Place to(TreePath path) {
        for (Name name : path.names()) {
            if (!enter(name)) {
                return null;
            }
        }
        return above.element();
    }

    private boolean enter(Name name) {
        Place here = above.element();
        Node upper = here.ownChild(name);
        Node below = here.lowerChild(name);
        Node node = upper != null ? upper : below;
        if (node instanceof SymlinkNode link) {
            return ++links <= TreeLimits.MAX_LINKS && follow(link.target());
        }
        above.push(
                new Place(
                        here.path.child(name),
                        upper instanceof DirectoryNode directory ? directory : null,
                        below instanceof DirectoryNode directory ? directory : null));
        return node == null ? missingAreDirectories : node instanceof DirectoryNode;
    }

    private boolean follow(Bytes target) {
        if (!target.isEmpty() && target.at(0) == '/') {
            Place root = above.getLast();
            above.clear();
            above.push(root);
        }
        for (Bytes part : LinkTarget.parts(target)) {
            if (LinkTarget.isParent(part)) {
                if (above.size() > 1) {
                    above.pop();
                }
            } else if (!LinkTarget.isSelf(part)
                    && (part.length() > Name.MAX_LENGTH || !enter(new Name(part)))) {
                return false;
            }
        }
        return true;
    }
}
