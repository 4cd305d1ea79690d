package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.image.Digest;

import java.util.List;

/// A tag as a page shows it.
///
/// @param mediaType   of what it names: a manifest or an image index
/// @param images      of which it consists: one, or those of the index, by platform; none for an
///     artifact
/// @param aliases     the other tags of the same digest, in order
/// @param isImmutable whether a rule keeps it where it is
/// @param moved       when and by whom it was put there
public record TagRow(
        String name,
        Digest digest,
        String mediaType,
        List<PlatformImage> images,
        List<String> aliases,
        boolean isImmutable,
        Change moved) {

    public TagRow {
        images = List.copyOf(images);
        aliases = List.copyOf(aliases);
    }
}
