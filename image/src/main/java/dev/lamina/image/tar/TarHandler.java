package dev.lamina.image.tar;

import dev.lamina.image.ImageFormatException;

/// Is told of the entries of a tar as a [TarParser] finds them.
@FunctionalInterface
public interface TarHandler {

    /// Takes the next entry; its data has not passed yet.
    ///
    /// @throws ImageFormatException if the entry is not acceptable, which ends the parsing
    void entry(TarEntry entry) throws ImageFormatException;
}
