package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of a store out of which an image is mounted; one that is missing is made again then.
///
/// @param union what the kernel mounts; absent if the image has no layers
/// @param tars  of the layers, lowest first, in which the union's data lies
public record ImagePlaces(Optional<Path> union, List<Path> tars) {

    public ImagePlaces {
        requireNonNull(union, "union");
        tars = List.copyOf(tars);
    }
}
