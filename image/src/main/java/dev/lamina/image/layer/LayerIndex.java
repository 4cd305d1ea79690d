package dev.lamina.image.layer;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.DiffId;

import java.util.List;

/// The entries of one layer's tar, in tar order, with where their content lies.
///
/// @param diffId  names the tar
/// @param tarSize of the tar in bytes
/// @param entries in the order of the tar; a path may occur more than once, the last one counts
public record LayerIndex(DiffId diffId, long tarSize, LayerEntries entries) {

    public LayerIndex {
        requireNonNull(diffId, "diffId");
        requireNonNull(entries, "entries");
        if (tarSize < 0) {
            throw new IllegalArgumentException("tar size: expected 0 or more, got " + tarSize);
        }
    }

    /// Makes an index of few entries.
    public LayerIndex(DiffId diffId, long tarSize, List<LayerEntry> entries) {
        this(diffId, tarSize, LayerEntries.of(entries));
    }
}
