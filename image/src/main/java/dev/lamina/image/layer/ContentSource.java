package dev.lamina.image.layer;

import java.io.IOException;
import java.io.InputStream;

/// Has the content of the regular files that go into a new layer.
@FunctionalInterface
public interface ContentSource {

    /// Opens the content of a file, all of it with its holes; the caller closes it.
    InputStream open(LayerEntry.RegularFile file) throws IOException;
}
