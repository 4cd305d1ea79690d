package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// A file or directory of the host that a container sees.
///
/// @param source      on the host, absolute
/// @param destination in the container, absolute
/// @param readOnly    whether the container can only read it
public record BindMount(Path source, String destination, boolean readOnly) {

    public BindMount {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
    }
}
