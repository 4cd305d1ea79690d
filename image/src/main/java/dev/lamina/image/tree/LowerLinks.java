package dev.lamina.image.tree;

import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.LayerEntry.HardLink;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The hard links of one layer whose targets lower layers have.
///
/// Engines over overlayfs refuse them. umoci makes them, and so do we: the target is what link(2)
/// would find in the layer laid over the lower ones.
final class LowerLinks {

    private final DirectoryNode own;
    private final DirectoryNode lower;
    private final List<Found> found = new ArrayList<>();
    private final Set<Node> targets = new HashSet<>();

    /// Creates none.
    ///
    /// @param own   the root of the layer's own tree, which may still grow
    /// @param lower the root of what lies below
    LowerLinks(DirectoryNode own, DirectoryNode lower) {
        this.own = own;
        this.lower = lower;
    }

    /// A hard link and its target in the lower layers.
    record Found(HardLink link, int entryNumber, TreePath path, Node target) {}

    /// Returns the target, or null if there is none.
    @Nullable Node find(HardLink link, int entryNumber) {
        StackedWalk.Place place = StackedWalk.find(link.target().parent(), own, lower);
        if (place == null) {
            return null;
        }
        Name name = link.target().name();
        Node target = place.ownChild(name);
        if (target == null) {
            target = place.lowerChild(name);
            if (target != null) {
                targets.add(target);
                found.add(new Found(link, entryNumber, place.path().child(name), target));
            }
        }
        return target;
    }

    /// Tells whether a node is the target of such a link.
    boolean isTarget(Node node) {
        return targets.contains(node);
    }

    /// Returns the first link whose target the layer has hidden, or null.
    @Nullable Found firstLost() {
        var tree = new Tree(lower);
        for (Found one : found) {
            if (!one.target.equals(tree.find(one.path).orElse(null))) {
                return one;
            }
        }
        return null;
    }
}
