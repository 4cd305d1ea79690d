package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.LayerIndex;

import java.time.Instant;
import java.util.List;

/// Applies layers to each other (image-spec 1.1, layer.md, "Applying Changesets").
///
/// What the specification leaves open is done as engines over overlayfs do it: a symbolic link in the
/// middle of an entry's path is followed inside the layer, and where a lower layer has that link, a
/// directory takes its place. A directory that no layer names is made with mode 0755, owned by root.
public final class Union {

    /// The attributes of a directory that no layer has an entry for.
    static final Attributes UNNAMED_DIRECTORY = Attributes.of(0755, 0, 0, Instant.EPOCH);

    /// About what a node takes besides names, targets, contents and attributes, in bytes.
    private static final long NODE_SIZE = 64;

    private static final long LEAST_GROWTH = 8 << 20;
    private static final long MOST_GROWTH = 64 << 20;

    private DirectoryNode root = new Nodes().directory(0);
    private int number;

    /// The size that the tree may have until it is looked at again.
    private long next = LEAST_GROWTH;

    /// Begins with an empty tree.
    public Union() {}

    /// Applies the next layer, which is not needed afterwards.
    ///
    /// @throws ImageFormatException if an entry lies below what is no directory, a hard link has no
    ///     target, or a limit of [TreeLimits] is exceeded
    public void apply(LayerIndex layer) throws ImageFormatException {
        number++;
        new LayerApplier(root, layer, number).apply();
        if (size() > next) {
            giveBack();
        }
    }

    private long size() {
        return NODE_SIZE * root.nodes.count() + root.nodes.size();
    }

    /// Gives back what layers have replaced, if it is a quarter or more: limits and memory are for what
    /// an image has, not for how often it was changed. That costs a copy, so it is looked at only when
    /// the tree has grown much.
    private void giveBack() {
        int live = Compaction.count(root);
        if (live <= root.nodes.count() / 4 * 3) {
            compact();
        }
        next = size() + Math.clamp(size(), LEAST_GROWTH, MOST_GROWTH);
    }

    /// Copies the tree without what layers have replaced, and lets the old one go.
    void compact() {
        root = Compaction.of(root);
    }

    /// Ends the union, and returns its tree.
    ///
    /// @throws ImageFormatException if it has more than [TreeLimits#MAX_NODES]
    public Tree finish() throws ImageFormatException {
        if (root.nodes.count() > TreeLimits.MAX_NODES) {
            checkCount();
        }
        root.nodes.finish(root);
        return new Tree(root);
    }

    private void checkCount() throws ImageFormatException {
        int live = Compaction.count(root);
        if (live > TreeLimits.MAX_NODES) {
            throw new ImageFormatException(
                    "layers 1 to " + number,
                    -1,
                    "image: expected at most " + TreeLimits.MAX_NODES + " files, got " + live);
        }
    }

    /// Applies layers, lowest first.
    ///
    /// @throws ImageFormatException as [#apply]
    public static Tree of(List<LayerIndex> layers) throws ImageFormatException {
        var union = new Union();
        for (LayerIndex layer : layers) {
            union.apply(layer);
        }
        return union.finish();
    }
}
