package dev.lamina.hub.catalog.content;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

/// A manifest or image index as it was pushed.
///
/// @param digest    over the content, in the algorithm that its pusher chose
/// @param mediaType as it was pushed
/// @param content   the exact bytes
public record StoredManifest(Digest digest, String mediaType, Bytes content) {}
