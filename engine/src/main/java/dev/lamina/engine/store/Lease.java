package dev.lamina.engine.store;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;

import java.util.List;
import java.util.regex.Pattern;

/// Keeps an image from removal and its content from the sweep, until it is released by name. It
/// outlives the process: a container and a mount each have one.
///
/// @param name    a file name of letters, digits, '.', '_' and '-', for instance `container-ID`
/// @param purpose what the user is told holds the image, for instance `container 0123456789ab`
/// @param image   the image ID
/// @param layers  the layers whose tars and union stay
public record Lease(String name, String purpose, Digest image, List<DiffId> layers) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    public Lease {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "lease name: expected letters, digits, '.', '_' and '-', got '" + name + "'");
        }
        requireNonNull(purpose, "purpose");
        requireNonNull(image, "image");
        layers = List.copyOf(layers);
    }
}
