package dev.lamina.engine.disk;

import java.io.IOException;
import java.nio.file.Path;

/// All changes that the store makes to the disk go through here, so that a test can fail or stop at
/// each of them. Reading needs no such gate.
///
/// Success means what the system call of the same name means: only what was forced survives a
/// power cut, and a new or renamed file only with its directory.
public interface StoreFiles {

    /// Opens a file for writing; one that exists is emptied.
    WritableFile create(Path file) throws IOException;

    /// Opens a file for writing at its end; it is made if it does not exist.
    WritableFile append(Path file) throws IOException;

    /// Renames a file; one that has the new name is replaced in the same instant.
    void rename(Path from, Path to) throws IOException;

    /// Gives a file a second name, which must be free.
    void link(Path existing, Path name) throws IOException;

    /// Deletes a file, if it exists.
    void delete(Path file) throws IOException;

    /// Makes a directory and those above it, as far as they are missing, all for their owner only.
    void createDirectories(Path directory) throws IOException;

    /// Makes a directory that only its owner may look into; those above it, as far as they are missing,
    /// are for all.
    void createPrivateDirectory(Path directory) throws IOException;

    /// Returns when the entries of a directory would survive a power cut.
    void forceDirectory(Path directory) throws IOException;
}
