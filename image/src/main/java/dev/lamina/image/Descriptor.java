package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Points at content: what it is, its digest and its size (image-spec 1.1, descriptor.md).
///
/// @param mediaType    what the bytes are; see [MediaType]
/// @param digest       over the exact bytes
/// @param size         in bytes
/// @param platform     which platform the image is for, in an image index
/// @param annotations  free-form, in the order of the document
/// @param artifactType the type of an artifact, in an image index
/// @param urls         where the content may be fetched from besides a registry, in the order to try
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        Optional<Platform> platform,
        Map<String, String> annotations,
        Optional<String> artifactType,
        List<String> urls) {

    /// Creates a descriptor.
    ///
    /// @throws IllegalArgumentException if the size is negative
    public Descriptor {
        requireNonNull(mediaType, "mediaType");
        requireNonNull(digest, "digest");
        requireNonNull(platform, "platform");
        requireNonNull(artifactType, "artifactType");
        if (size < 0) {
            throw new IllegalArgumentException("descriptor size: expected 0 or more, got " + size);
        }
        urls = List.copyOf(urls);
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    /// Returns a descriptor of content alone.
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(
                mediaType, digest, size, Optional.empty(), Map.of(), Optional.empty(), List.of());
    }

    /// Describes a document by its exact bytes.
    public static Descriptor of(String mediaType, Bytes document) {
        return of(mediaType, Digest.of(document), document.length());
    }

    /// Returns the descriptor with what the bytes turned out to be.
    public Descriptor withMediaType(String newMediaType) {
        return mediaType.equals(newMediaType)
                ? this
                : new Descriptor(
                        newMediaType, digest, size, platform, annotations, artifactType, urls);
    }

    public Descriptor withPlatform(Platform newPlatform) {
        return new Descriptor(
                mediaType, digest, size, Optional.of(newPlatform), annotations, artifactType, urls);
    }

    public Descriptor withAnnotations(Map<String, String> newAnnotations) {
        return new Descriptor(
                mediaType, digest, size, platform, newAnnotations, artifactType, urls);
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Descriptor that
                && mediaType.equals(that.mediaType)
                && digest.equals(that.digest)
                && size == that.size
                && platform.equals(that.platform)
                && annotations.equals(that.annotations)
                && artifactType.equals(that.artifactType)
                && urls.equals(that.urls);
    }

    @Override
    public int hashCode() {
        int hash = mediaType.hashCode();
        hash = 31 * hash + digest.hashCode();
        hash = 31 * hash + Long.hashCode(size);
        hash = 31 * hash + platform.hashCode();
        hash = 31 * hash + annotations.hashCode();
        hash = 31 * hash + artifactType.hashCode();
        return 31 * hash + urls.hashCode();
    }
}
