package dev.lamina.engine.rootfs;

import java.io.IOException;

/// A program of the host is needed and not installed.
final class ProgramMissingException extends IOException {

    private static final long serialVersionUID = 1L;

    ProgramMissingException(String program) {
        super("program " + program + ": not found, install it");
    }
}
