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

import org.jspecify.annotations.Nullable;

/// Applies one layer to the tree of those below it.
///
/// A layer is a tree of its own first, made in tar order, so that of two entries with one path the
/// last counts; a link in it is followed by what comes after it, a link below it never. Then its
/// whiteouts hide what lower layers have, never what their own layer has (layer.md, "Whiteouts").
/// Then the layer's tree is laid over the lower one, as overlayfs does it: directories over
/// directories become one, everything else takes the place of what was there.
final class LayerApplier {

    private final Nodes nodes;
    private final DirectoryNode lower;
    private final DirectoryNode own;
    private final ParentFinder parents;
    private final Whiteouts whiteouts;
    private final LowerLinks lowerLinks;
    private final LayerIndex layer;
    private final int number;
    private int entryNumber;

    LayerApplier(DirectoryNode lower, LayerIndex layer, int number) {
        this.nodes = lower.nodes;
        this.lower = lower;
        this.own = nodes.directory(0);
        this.parents = new ParentFinder(own);
        this.whiteouts = new Whiteouts(own);
        this.lowerLinks = new LowerLinks(own, lower);
        this.layer = layer;
        this.number = number;
    }

    void apply() throws ImageFormatException {
        // A chain of instanceof, not a pattern switch: that would cost start-up time to link.
        DiffId diffId = layer.diffId();
        for (LayerEntry entry : layer.entries()) {
            if (entry instanceof RegularFile file) {
                put(file.path(), nodes.file(file.attributes(), diffId, file.content()));
            } else if (entry instanceof Directory directory) {
                putDirectory(directory.path(), directory.attributes());
            } else if (entry instanceof Symlink link) {
                put(link.path(), nodes.symlink(link.attributes(), link.target()));
            } else if (entry instanceof HardLink link) {
                link(link);
            } else if (entry instanceof Device d) {
                put(d.path(), nodes.device(d.attributes(), d.block(), d.major(), d.minor()));
            } else if (entry instanceof Fifo fifo) {
                put(fifo.path(), nodes.fifo(fifo.attributes()));
            } else if (number > 1) {
                whiteout(entry);
            }
            checkSize(entry.path());
            entryNumber++;
        }
        whiteouts.hideIn(lower, layer.entries());
        checkLowerLinks();
        lower.layOver(own);
    }

    private void whiteout(LayerEntry entry) {
        if (entry instanceof Whiteout whiteout && !whiteout.path().isRoot()) {
            whiteouts.add(entryNumber, whiteout.path().parent());
        } else if (entry instanceof OpaqueWhiteout opaque) {
            whiteouts.add(entryNumber, opaque.path());
        }
    }

    private void checkSize(TreePath path) throws ImageFormatException {
        if (nodes.count() > TreeLimits.MAX_NODES_AT_ONCE) {
            throw fault(
                    path,
                    "image: expected at most "
                            + TreeLimits.MAX_NODES_AT_ONCE
                            + " files, with those that it replaces, got more");
        }
        if (nodes.size() > TreeLimits.MAX_SIZE) {
            throw fault(
                    path,
                    "image: expected at most "
                            + TreeLimits.MAX_SIZE
                            + " bytes of names and attributes, got more");
        }
    }

    private void putDirectory(TreePath path, Attributes attributes) throws ImageFormatException {
        if (path.isRoot()) {
            own.setAttributes(attributes);
            return;
        }
        DirectoryNode parent = parent(path);
        if (parent.child(path.name()) instanceof DirectoryNode existing) {
            existing.setAttributes(attributes);
        } else if (parent.depth() >= TreeLimits.MAX_DEPTH) {
            throw fault(path, "depth: expected at most " + TreeLimits.MAX_DEPTH + " directories");
        } else {
            DirectoryNode directory = nodes.directory(parent.depth() + 1);
            directory.setAttributes(attributes);
            place(parent, path.name(), directory);
        }
    }

    private void put(TreePath path, Node node) throws ImageFormatException {
        if (path.isRoot()) {
            throw fault(path, "expected the root to be a directory");
        }
        place(parent(path), path.name(), node);
    }

    private void link(HardLink link) throws ImageFormatException {
        Node target = target(link);
        if (target == null) {
            throw noTarget(link);
        }
        if (target instanceof DirectoryNode) {
            throw fault(link.path(), "hard link: expected no directory, got " + link.target());
        }
        if (!lowerLinks.isTarget(target)) {
            LinkedAttributes.set(target, link.attributes());
        }
        put(link.path(), target);
    }

    private @Nullable Node target(HardLink link) {
        if (link.target().isRoot()) {
            return null;
        }
        DirectoryNode parent = parents.find(link.target().parent());
        Node target = parent == null ? null : parent.child(link.target().name());
        return target != null ? target : lowerLinks.find(link, entryNumber);
    }

    private void checkLowerLinks() throws ImageFormatException {
        LowerLinks.Found lost = lowerLinks.firstLost();
        if (lost != null) {
            entryNumber = lost.entryNumber();
            throw noTarget(lost.link());
        }
    }

    private ImageFormatException noTarget(HardLink link) {
        return fault(
                link.path(), "hard link: expected " + link.target() + " to be there, got none");
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
