package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

import java.nio.file.Path;
import java.util.List;

/// An image that is mounted for a user to look into.
///
/// @param image     the image ID
/// @param names     its tags, or if it has none its digests; none if it lost them meanwhile
/// @param directory where it is mounted
public record ImageMount(Digest image, List<Reference> names, Path directory) {

    public ImageMount {
        requireNonNull(image, "image");
        names = List.copyOf(names);
        requireNonNull(directory, "directory");
    }
}
