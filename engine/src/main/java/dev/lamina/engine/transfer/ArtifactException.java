package dev.lamina.engine.transfer;

import dev.lamina.image.ImageFormatException;

/// A manifest is no image's: it ties together what some other program understands.
final class ArtifactException extends ImageFormatException {

    private static final long serialVersionUID = 1L;

    /// @param source the manifest
    /// @param fault  what tells so: `where: expected X, got Y`
    ArtifactException(String source, String fault) {
        super(source, -1, fault + " (an artifact cannot be pulled as an image)");
    }
}
