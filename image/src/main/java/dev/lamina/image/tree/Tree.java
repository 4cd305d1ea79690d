package dev.lamina.image.tree;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;

import java.util.ArrayDeque;
import java.util.Optional;

/// All files of an image, from its root down.
public record Tree(DirectoryNode root) {

    /// Returns a node by its [Node#number].
    public Node node(int number) {
        return root.nodes.node(number);
    }

    /// Returns a bound that is larger than the number of every node: at least as many as there are.
    public int bound() {
        return root.nodes.count();
    }

    /// Finds a node by its path; no symbolic link is followed, also not in the middle.
    public Optional<Node> find(TreePath path) {
        Node node = root;
        for (Name name : path.names()) {
            Node child = node instanceof DirectoryNode directory ? directory.child(name) : null;
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    /// Finds a node as the kernel does in a process whose root directory is this tree: symbolic
    /// links are followed, also the last one, and never leave the tree.
    ///
    /// @throws NotFoundException    if there is no such node
    /// @throws ImageFormatException if more than [TreeLimits#MAX_LINKS] links would have to be followed
    public Node resolve(TreePath path) throws NotFoundException, ImageFormatException {
        return new Walk(path.toString()).to(path).node();
    }

    /// Returns the path without symbolic links at which [#resolve] finds a node (realpath(3)).
    ///
    /// @throws NotFoundException    if there is no such node
    /// @throws ImageFormatException if more than [TreeLimits#MAX_LINKS] links would have to be followed
    public TreePath realPath(TreePath path) throws NotFoundException, ImageFormatException {
        return new Walk(path.toString()).to(path).path();
    }

    /// A node and where it is.
    private record Place(TreePath path, Node node) {}

    /// One walk from the root; keeps the directories above, for `..` in link targets.
    private final class Walk {

        private final String wanted;
        private final ArrayDeque<Place> above = new ArrayDeque<>();
        private int links;

        Walk(String wanted) {
            this.wanted = wanted;
            above.push(new Place(TreePath.ROOT, root));
        }

        Place to(TreePath path) throws NotFoundException, ImageFormatException {
            for (Name name : path.names()) {
                enter(name);
            }
            return above.element();
        }

        private void enter(Name name) throws NotFoundException, ImageFormatException {
            Node child =
                    above.element().node() instanceof DirectoryNode directory
                            ? directory.child(name)
                            : null;
            switch (child) {
                case null -> throw new NotFoundException("file in the image", wanted);
                case SymlinkNode link -> follow(link.target());
                case Node node -> above.push(new Place(above.element().path().child(name), node));
            }
        }

        private void follow(Bytes target) throws NotFoundException, ImageFormatException {
            if (++links > TreeLimits.MAX_LINKS) {
                throw new ImageFormatException(
                        wanted,
                        -1,
                        "symbolic links: expected at most " + TreeLimits.MAX_LINKS + " to follow");
            }
            if (!target.isEmpty() && target.at(0) == '/') {
                above.clear();
                above.push(new Place(TreePath.ROOT, root));
            }
            for (Bytes part : LinkTarget.parts(target)) {
                if (LinkTarget.isParent(part)) {
                    if (above.size() > 1) {
                        above.pop();
                    }
                } else if (part.length() > Name.MAX_LENGTH) {
                    throw new NotFoundException("file in the image", wanted);
                } else if (!LinkTarget.isSelf(part)) {
                    enter(new Name(part));
                }
            }
        }
    }
}
