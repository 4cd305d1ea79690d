package dev.lamina.hub.catalog.content;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.util.Optional;

/// What the catalog knows of a manifest or image index.
///
/// @param size         of the content in bytes
/// @param artifactType its type in a list of referrers
/// @param content      the exact bytes, unless they are more than [#MAX_CONTENT]: those are fetched
///     by who has the memory for them
public record ManifestEntry(
        Digest digest,
        String mediaType,
        long size,
        Optional<String> artifactType,
        Optional<Bytes> content) {

    /// The largest content that comes with an entry, in bytes. Nearly all have less.
    public static final int MAX_CONTENT = 64 << 10;
}
