package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// Where a store keeps what takes room on the disk; one that is not there takes none.
///
/// @param blobs      what travelled: documents, and layers as they came
/// @param layers     uncompressed layers, and their indexes
/// @param unions     what the kernel mounts
/// @param containers what belongs to containers
public record StoreDirectories(Path blobs, Path layers, Path unions, Path containers) {

    public StoreDirectories {
        requireNonNull(blobs, "blobs");
        requireNonNull(layers, "layers");
        requireNonNull(unions, "unions");
        requireNonNull(containers, "containers");
    }
}
