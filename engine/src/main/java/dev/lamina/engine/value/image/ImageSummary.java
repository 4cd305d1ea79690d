package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Digest;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One image of the store, as a list shows it.
///
/// @param id          the digest of the config
/// @param tags        the references `name:tag` that name it, sorted
/// @param repoDigests the references `name@digest` that name it, sorted
/// @param created     when it was made
/// @param size        of the content of its layers, in bytes
/// @param labels      from the config
/// @param platform    from the config
public record ImageSummary(
        Digest id,
        List<Reference> tags,
        List<Reference> repoDigests,
        Optional<Instant> created,
        long size,
        Map<String, String> labels,
        Platform platform) {

    public ImageSummary {
        requireNonNull(id, "id");
        tags = List.copyOf(tags);
        repoDigests = List.copyOf(repoDigests);
        requireNonNull(created, "created");
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        requireNonNull(platform, "platform");
    }

    /// Tells whether no tag names the image.
    public boolean dangling() {
        return tags.isEmpty();
    }
}
