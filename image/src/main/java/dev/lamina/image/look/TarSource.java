package dev.lamina.image.look;

import dev.lamina.image.DiffId;

import java.io.IOException;
import java.io.InputStream;

/// Has the tars of the layers of an image.
@FunctionalInterface
public interface TarSource {

    /// Opens a tar at its beginning; the caller closes it.
    InputStream open(DiffId layer) throws IOException;
}
