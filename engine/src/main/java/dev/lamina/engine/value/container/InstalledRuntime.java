package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/// A program of this machine that runs containers.
///
/// @param program its path
/// @param version as it says itself; empty if it says none
/// @param warning a sentence about the faults that its version is known for, if there are any. A
///     distribution may have mended them without a new number
public record InstalledRuntime(Path program, String version, Optional<String> warning) {

    public InstalledRuntime {
        requireNonNull(program, "program");
        requireNonNull(version, "version");
        requireNonNull(warning, "warning");
    }

    /// Returns its name, `crun` or `runc`.
    public String name() {
        return program.getFileName().toString();
    }
}
