package dev.lamina.engine.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.bundle.UsualPlaces;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.TreePath;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.Tree;
import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the device nodes of an image ones that nobody can open. Each is mounted over itself, as
/// `nodev`: a root file system that is mounted so as a whole, crun mounts anew, without.
final class DeadNodes {

    /// More than any distribution's image has; each is a mount.
    private static final int MAX_NODES = 4096;

    private final Path root;
    private final List<TreePath> places = new ArrayList<>();

    /// @param root where the image is mounted
    DeadNodes(Path root) {
        this.root = root;
    }

    /// Does it to all of an image but those that file systems of the runtime's will lie over.
    ///
    /// @throws RunFailedException if there are too many
    void bury(Tree tree) throws IOException {
        find(tree.root(), TreePath.ROOT);
        for (TreePath place : places) {
            Path node = root.resolve(place.toString().substring(1));
            if (!Files.exists(node, NOFOLLOW_LINKS)) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE,
                        "device node "
                                + place
                                + ": expected a name that can be mounted over, got none; no cgroup"
                                + " decides about it here");
            }
            Mounts.mount(node.toString(), node, "none", Mounts.BIND, "");
            Mounts.restrict(node, Mounts.NO_DEVICES);
        }
    }

    private void find(DirectoryNode directory, TreePath path) throws RunFailedException {
        for (DirectoryNode.Child child : directory.children()) {
            TreePath place = path.child(child.name());
            if (child.node() instanceof DirectoryNode below) {
                if (!UsualPlaces.ALL.contains(place.toString())) {
                    find(below, place);
                }
            } else if (child.node() instanceof DeviceNode) {
                add(place);
            }
        }
    }

    private void add(TreePath place) throws RunFailedException {
        if (places.size() == MAX_NODES) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "image: expected at most "
                            + MAX_NODES
                            + " device nodes where no cgroup decides about them, got more");
        }
        places.add(place);
    }
}
