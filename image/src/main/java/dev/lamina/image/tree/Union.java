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

    private Union() {}

    /// Applies layers, lowest first.
    ///
    /// @throws ImageFormatException if an entry lies below what is no directory, a hard link has no
    ///     target, or a limit of [TreeLimits] is exceeded
    public static Tree of(List<LayerIndex> layers) throws ImageFormatException {
        var root = new DirectoryNode(UNNAMED_DIRECTORY, 0);
        int number = 0;
        for (LayerIndex layer : layers) {
            number++;
            new LayerApplier(root, layer, number).apply();
        }
        return new Tree(root);
    }
}
