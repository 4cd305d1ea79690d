package dev.lamina.hub.catalog.content;

import dev.lamina.image.Platform;

/// What a catalog knows of a manifest that is an image.
///
/// @param platform that it runs on
/// @param size     of config and layers as they are transferred, in bytes
public record ImageFacts(Platform platform, long size) {}
