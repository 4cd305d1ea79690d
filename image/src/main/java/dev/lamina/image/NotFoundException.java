package dev.lamina.image;

import java.io.IOException;

/// A named thing is not there: an image, a manifest, a blob, a path in an image.
public class NotFoundException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String name;

    /// Creates the error.
    ///
    /// @param kind what was looked for, for instance `image`
    /// @param name the name it was looked for by
    public NotFoundException(String kind, String name) {
        super("no such " + kind + ": " + name);
        this.kind = kind;
        this.name = name;
    }

    public String kind() {
        return kind;
    }

    public String name() {
        return name;
    }
}
