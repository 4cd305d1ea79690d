package dev.lamina.engine.value.image;

import java.io.IOException;

/// An image is not removed because something still needs it.
public final class ImageInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String name;

    /// Creates the error.
    ///
    /// @param name  what the user called the image
    /// @param fault why it stays, and what would remove it
    public ImageInUseException(String name, String fault) {
        super("conflict: unable to remove " + name + ": " + fault);
        this.name = name;
    }

    public String name() {
        return name;
    }
}
