package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The config document of an image: its platform, what to run, its layers and their history
/// (image-spec 1.1, config.md).
///
/// @param created when the image was made
/// @param author  who made it
/// @param config  what to run and how
/// @param diffIds the layers, lowest first
/// @param history how each layer came to be, oldest first; some entries have no layer
/// @param comment Docker's, about the last change
public record ImageConfig(
        Optional<Instant> created,
        Optional<String> author,
        Platform platform,
        RunConfig config,
        List<DiffId> diffIds,
        List<History> history,
        Optional<String> comment) {

    public ImageConfig {
        requireNonNull(created, "created");
        requireNonNull(author, "author");
        requireNonNull(platform, "platform");
        requireNonNull(config, "config");
        diffIds = List.copyOf(diffIds);
        history = List.copyOf(history);
        requireNonNull(comment, "comment");
    }

    /// One step in the making of an image.
    ///
    /// @param emptyLayer whether the step made no layer
    public record History(
            Optional<Instant> created,
            Optional<String> createdBy,
            Optional<String> author,
            Optional<String> comment,
            boolean emptyLayer) {}
}
