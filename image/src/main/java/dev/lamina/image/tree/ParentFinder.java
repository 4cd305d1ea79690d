package dev.lamina.image.tree;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/// Finds or makes the directory that an entry lies in, following symbolic links inside the tree of
/// its layer.
///
/// Entries of one directory follow each other in a tar and share their parent path object, so the
/// last answer is kept until somebody removes a directory or a link.
final class ParentFinder {

    private final DirectoryNode root;
    private @Nullable TreePath lastPath;
    private @Nullable DirectoryNode lastDirectory;

    ParentFinder(DirectoryNode root) {
        this.root = root;
    }

    /// Drops the kept answer.
    void forget() {
        lastPath = null;
        lastDirectory = null;
    }

    /// Returns the directory at a path, or null if there is none.
    @Nullable DirectoryNode find(TreePath path) {
        try {
            return walk(path, false);
        } catch (NoDirectoryException e) {
            return null;
        }
    }

    /// Returns the directory at a path; what is missing is made.
    ///
    /// @throws NoDirectoryException if something else is in the way, or the path is too deep or has
    ///     too many links
    DirectoryNode make(TreePath path) throws NoDirectoryException {
        DirectoryNode directory = walk(path, true);
        if (directory == null) {
            throw new AssertionError("missing directories are made");
        }
        return directory;
    }

    private @Nullable DirectoryNode walk(TreePath path, boolean make) throws NoDirectoryException {
        if (path.isRoot()) {
            return root;
        }
        if (path.equals(lastPath)) {
            return lastDirectory;
        }
        DirectoryNode directory = step(path, make);
        if (directory == null) {
            directory = new Walk(make).to(path);
        }
        lastPath = directory == null ? null : path;
        lastDirectory = directory;
        return directory;
    }

    /// The usual case without ceremony: the path lies directly below the kept directory or all its
    /// names are directories. Null if links or missing directories need a [Walk].
    private @Nullable DirectoryNode step(TreePath path, boolean make) throws NoDirectoryException {
        DirectoryNode directory = path.depth() == 1 ? root : walkKept(path.parent());
        if (directory == null) {
            return null;
        }
        Node child = directory.child(path.name());
        if (child == null && make) {
            return addTo(directory, path.name());
        }
        return child instanceof DirectoryNode found ? found : null;
    }

    private @Nullable DirectoryNode walkKept(TreePath path) {
        if (path.equals(lastPath)) {
            return lastDirectory;
        }
        DirectoryNode directory = root;
        for (Name name : path.names()) {
            if (!(directory.child(name) instanceof DirectoryNode child)) {
                return null;
            }
            directory = child;
        }
        return directory;
    }

    private static DirectoryNode addTo(DirectoryNode parent, Name name)
            throws NoDirectoryException {
        if (parent.depth() >= TreeLimits.MAX_DEPTH) {
            throw new NoDirectoryException(
                    "depth: expected at most " + TreeLimits.MAX_DEPTH + " directories");
        }
        DirectoryNode made = parent.nodes.directory(parent.depth() + 1);
        parent.put(name, made);
        return made;
    }

    /// Something that is no directory stands where one is needed. Its message is the fault.
    static final class NoDirectoryException extends Exception {

        private static final long serialVersionUID = 1L;

        NoDirectoryException(String fault) {
            super(fault, null, false, false);
        }
    }

    /// One walk with links; keeps the directories above, for `..` in link targets.
    private final class Walk {

        private final ArrayDeque<DirectoryNode> above = new ArrayDeque<>();
        private final boolean make;
        private int links;

        Walk(boolean make) {
            this.make = make;
            above.push(root);
        }

        @Nullable DirectoryNode to(TreePath path) throws NoDirectoryException {
            for (Name name : path.names()) {
                if (!enter(name)) {
                    return null;
                }
            }
            return above.element();
        }

        private boolean enter(Name name) throws NoDirectoryException {
            DirectoryNode here = above.element();
            Node child = here.child(name);
            if (child instanceof DirectoryNode directory) {
                above.push(directory);
            } else if (child instanceof SymlinkNode link) {
                return follow(link.target());
            } else if (child != null) {
                throw new NoDirectoryException("expected " + name + " above it to be a directory");
            } else if (make) {
                above.push(addTo(here, name));
            } else {
                return false;
            }
            return true;
        }

        private boolean follow(Bytes target) throws NoDirectoryException {
            if (++links > TreeLimits.MAX_LINKS) {
                throw new NoDirectoryException(
                        "symbolic links above it: expected at most " + TreeLimits.MAX_LINKS);
            }
            if (!target.isEmpty() && target.at(0) == '/') {
                above.clear();
                above.push(root);
            }
            for (Bytes part : LinkTarget.parts(target)) {
                if (LinkTarget.isParent(part)) {
                    if (above.size() > 1) {
                        above.pop();
                    }
                } else if (!LinkTarget.isSelf(part) && !enter(name(part))) {
                    return false;
                }
            }
            return true;
        }

        private static Name name(Bytes part) throws NoDirectoryException {
            try {
                return new Name(part);
            } catch (IllegalArgumentException e) {
                throw new NoDirectoryException("symbolic link above it: " + e.getMessage());
            }
        }
    }
}
