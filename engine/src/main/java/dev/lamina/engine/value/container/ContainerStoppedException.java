package dev.lamina.engine.value.container;

import java.io.IOException;

/// A container cannot get a signal because it does not run.
public final class ContainerStoppedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ContainerStoppedException(String typed, String id) {
        super("cannot kill container: " + typed + ": container " + id + " is not running");
    }
}
