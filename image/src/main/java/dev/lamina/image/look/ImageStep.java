package dev.lamina.image.look;

import dev.lamina.image.Descriptor;

import java.time.Instant;
import java.util.Optional;

/// One step in the making of an image.
///
/// @param instruction as the config's history tells it, without the shell that Docker's builder
///     writes before it; empty if the history says nothing
/// @param layer       that it made, if it made one
/// @param layerNumber of that layer, 1 for the lowest; 0 if there is none
public record ImageStep(
        String instruction,
        Optional<Instant> created,
        Optional<Descriptor> layer,
        int layerNumber) {}
