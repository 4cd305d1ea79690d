package dev.lamina.engine.value.image;

import java.io.IOException;
import java.nio.file.Path;

/// A file of the store is not what it was when it was written.
public final class StoreDamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Path path;

    /// Creates the error.
    ///
    /// @param path  the damaged file
    /// @param fault what is wrong with it: `what: expected X, got Y`
    public StoreDamagedException(Path path, String fault) {
        super("damaged store, " + path + ": " + fault);
        this.path = path;
    }

    public Path path() {
        return path;
    }
}
