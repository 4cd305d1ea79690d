package dev.lamina.engine.container;

import java.io.IOException;

/// A container cannot be removed because it runs.
public final class ContainerRunningException extends IOException {

    private static final long serialVersionUID = 1L;

    public ContainerRunningException(String name, String id) {
        super(
                "cannot remove container \""
                        + name
                        + "\" ("
                        + ContainerIds.shortened(id)
                        + "): expected it to have ended, got one that runs: stop it, or force the"
                        + " removal");
    }
}
