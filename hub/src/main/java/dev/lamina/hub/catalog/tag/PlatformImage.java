package dev.lamina.hub.catalog.tag;

import dev.lamina.image.Digest;

/// An image for one platform.
///
/// @param digest   of its manifest
/// @param platform `os/architecture[/variant]`
/// @param size     of config and layers as they are transferred, in bytes
public record PlatformImage(Digest digest, String platform, long size) {}
