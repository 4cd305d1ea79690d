package dev.lamina.engine.bundle;

import dev.lamina.image.TreePath;

import java.io.IOException;
import java.util.Optional;

/// The small files of an image that decide how a container is run, such as its `passwd`.
public interface ImageFiles {

    /// The largest file that is read. The largest `passwd` in use, of a directory's thousands of
    /// users written out, stays below it.
    int MAX_SIZE = 1 << 20;

    /// Reads a regular file; symbolic links are followed and never leave the image.
    ///
    /// @return nothing if there is no such file, or something that is no regular file
    /// @throws IOException if the file is larger than [#MAX_SIZE], or cannot be read
    Optional<byte[]> read(TreePath path) throws IOException;
}
