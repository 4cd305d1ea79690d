package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/// One container, as a list shows it.
///
/// @param id      64 hexadecimal digits
/// @param name    unique in the store
/// @param image   the image as the user named it
/// @param imageId the digest of the image's config
/// @param command what runs in it, with its arguments
/// @param created when it was made
/// @param status  how far it has come
public record ContainerSummary(
        String id,
        String name,
        String image,
        String imageId,
        List<String> command,
        Instant created,
        ContainerStatus status) {

    public ContainerSummary {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(image, "image");
        requireNonNull(imageId, "imageId");
        command = List.copyOf(command);
        requireNonNull(created, "created");
        requireNonNull(status, "status");
    }
}
