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

    /// What a directory gets that no layer has an entry for.
    static final Attributes UNNAMED_DIRECTORY = Attributes.of(0755, 0, 0, Instant.EPOCH);

    private final Nodes nodes = new Nodes();
    private final DirectoryNode root = nodes.directory(0);
    private int number;

    /// Begins with an empty tree.
    public Union() {}

    /// Applies the next layer, which is not needed afterwards.
    ///
    /// @throws ImageFormatException if an entry lies below what is no directory, a hard link has no
    ///     target, or a limit of [TreeLimits] is exceeded
    public void apply(LayerIndex layer) throws ImageFormatException {
        number++;
        new LayerApplier(nodes, root, layer, number).apply();
    }

    /// Ends the union, and returns its tree.
    public Tree finish() {
        nodes.finish(root);
        return new Tree(root);
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
