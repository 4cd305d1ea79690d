package dev.lamina.engine.value.container;

import java.io.IOException;

/// A container cannot be removed because it runs.
public final class ContainerRunningException extends IOException {

    private static final long serialVersionUID = 1L;

    /// Creates the error.
    ///
    /// @param shortId the digits of the ID that people are shown
    public ContainerRunningException(String name, String shortId) {
        super(
                "cannot remove container \""
                        + name
                        + "\" ("
                        + shortId
                        + "): expected it to have ended, got one that runs: stop it, or force the"
                        + " removal");
    }
}
