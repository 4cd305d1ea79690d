package dev.lamina.engine.store;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.DiffId;

import java.nio.file.Path;
import java.util.List;

/// A union as the kernel mounts it: an EROFS image that holds the tree, and the tars that hold the
/// data.
///
/// @param erofs  the EROFS image
/// @param layers the layers, lowest first
/// @param tars   one for each different layer, in the order of the EROFS image's device table
public record UnionFile(Path erofs, List<DiffId> layers, List<Path> tars) {

    public UnionFile {
        requireNonNull(erofs, "erofs");
        layers = List.copyOf(layers);
        tars = List.copyOf(tars);
    }
}
