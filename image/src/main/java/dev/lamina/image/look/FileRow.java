package dev.lamina.image.look;

import dev.lamina.image.Attributes;
import dev.lamina.image.TreePath;

import java.util.Optional;

/// A file, directory or other node of an image, as a browser shows it.
///
/// @param path        in the image; the root has no name
/// @param size        of a regular file in bytes; 0 for all others
/// @param target      of a symbolic link; what is not UTF-8 is U+FFFD
/// @param layerNumber of the layer that it came from, 1 for the lowest; 0 if no layer names it, as
///     with a directory that only its files imply
public record FileRow(
        TreePath path,
        Kind kind,
        Attributes attributes,
        long size,
        Optional<String> target,
        int layerNumber) {

    /// The kinds of nodes.
    public enum Kind {
        DIRECTORY,
        FILE,
        SYMLINK,
        DEVICE,
        FIFO
    }

    /// Returns the last name, `/` for the root; what is not UTF-8 is U+FFFD.
    public String name() {
        return path.isRoot() ? "/" : path.name().toString();
    }
}
