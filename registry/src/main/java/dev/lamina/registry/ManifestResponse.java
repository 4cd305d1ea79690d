package dev.lamina.registry;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

/// A manifest or image index as a registry sent it.
///
/// @param bytes     exactly as received
/// @param mediaType of the response, without parameters; empty if the registry named none
/// @param digest    computed over the bytes, and equal to what the reference and the registry said
public record ManifestResponse(Bytes bytes, String mediaType, Digest digest) {

    public ManifestResponse {
        requireNonNull(bytes, "bytes");
        requireNonNull(mediaType, "mediaType");
        requireNonNull(digest, "digest");
    }
}
