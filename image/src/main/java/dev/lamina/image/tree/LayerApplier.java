package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.LayerEntry.Device;
import dev.lamina.image.layer.LayerEntry.Directory;
import dev.lamina.image.layer.LayerEntry.Fifo;
import dev.lamina.image.layer.LayerEntry.HardLink;
import dev.lamina.image.layer.LayerEntry.OpaqueWhiteout;
import dev.lamina.image.layer.LayerEntry.RegularFile;
import dev.lamina.image.layer.LayerEntry.Symlink;
import dev.lamina.image.layer.LayerEntry.Whiteout;
import dev.lamina.image.layer.LayerIndex;

/// Applies one layer to the tree of those below it.
///
/// Whiteouts come first, wherever they stand in the tar: they hide what lower layers have, never
/// what their own layer has (layer.md, "Whiteouts"). The rest is applied in tar order, so that of
/// two entries with one path the last counts.
final class LayerApplier {

    private final DirectoryNode root;
    private final ParentFinder parents;
    private final LayerIndex layer;
    private final int number;
    private int entryNumber;

    LayerApplier(DirectoryNode root, LayerIndex layer, int number) {
        this.root = root;
        this.parents = new ParentFinder(root);
        this.layer = layer;
        this.number = number;
    }

    void apply() throws ImageFormatException {
        if (number > 1) {
            for (LayerEntry entry : layer.entries()) {
                if (entry instanceof Whiteout whiteout) {
                    hide(whiteout.path());
                } else if (entry instanceof OpaqueWhiteout opaque) {
                    hideChildren(opaque.path());
                }
            }
        }
        // A chain of instanceof, not a pattern switch: that would cost start-up time to link.
        DiffId diffId = layer.diffId();
        for (LayerEntry entry : layer.entries()) {
            if (entry instanceof RegularFile file) {
                put(file.path(), new FileNode(file.attributes(), diffId, file.content()));
            } else if (entry instanceof Directory directory) {
                putDirectory(directory.path(), directory.attributes());
            } else if (entry instanceof Symlink link) {
                put(link.path(), new SymlinkNode(link.attributes(), link.target()));
            } else if (entry instanceof HardLink link) {
                link(link);
            } else if (entry instanceof Device d) {
                put(d.path(), new DeviceNode(d.attributes(), d.block(), d.major(), d.minor()));
            } else if (entry instanceof Fifo fifo) {
                put(fifo.path(), new FifoNode(fifo.attributes()));
            }
            entryNumber++;
        }
    }

    private void hide(TreePath path) throws ImageFormatException {
        DirectoryNode parent = path.isRoot() ? null : parents.find(path.parent());
        if (parent != null && parent.remove(path.name()) != null) {
            parents.forget();
        }
    }

    private void hideChildren(TreePath path) throws ImageFormatException {
        DirectoryNode directory = parents.find(path);
        if (directory != null) {
            directory.clear();
            parents.forget();
        }
    }

    private void putDirectory(TreePath path, Attributes attributes) throws ImageFormatException {
        if (path.isRoot()) {
            root.setAttributes(attributes);
            return;
        }
        DirectoryNode parent = parent(path);
        if (parent.child(path.name()) instanceof DirectoryNode existing) {
            existing.setAttributes(attributes);
        } else if (parent.depth() >= TreeLimits.MAX_DEPTH) {
            throw fault(path, "depth: expected at most " + TreeLimits.MAX_DEPTH + " directories");
        } else {
            place(parent, path.name(), new DirectoryNode(attributes, parent.depth() + 1));
        }
    }

    private void put(TreePath path, Node node) throws ImageFormatException {
        if (path.isRoot()) {
            throw fault(path, "expected the root to be a directory");
        }
        place(parent(path), path.name(), node);
    }

    private void link(HardLink link) throws ImageFormatException {
        DirectoryNode targetParent =
                link.target().isRoot() ? null : parents.find(link.target().parent());
        Node target = targetParent == null ? null : targetParent.child(link.target().name());
        if (target == null) {
            throw fault(
                    link.path(), "hard link: expected " + link.target() + " to be there, got none");
        }
        if (target instanceof DirectoryNode) {
            throw fault(link.path(), "hard link: expected no directory, got " + link.target());
        }
        put(link.path(), target);
    }

    private void place(DirectoryNode parent, Name name, Node node) {
        Node replaced = parent.put(name, node);
        if (replaced instanceof DirectoryNode || replaced instanceof SymlinkNode) {
            parents.forget();
        }
    }

    private DirectoryNode parent(TreePath path) throws ImageFormatException {
        try {
            return parents.make(path.parent());
        } catch (ParentFinder.NoDirectoryException e) {
            throw fault(path, e.getMessage());
        }
    }

    private ImageFormatException fault(TreePath path, String fault) {
        return new ImageFormatException(
                "layer " + number + ", entry " + entryNumber + " (" + path + ")", -1, fault);
    }
}
