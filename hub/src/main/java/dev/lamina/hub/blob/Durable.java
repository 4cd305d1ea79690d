package dev.lamina.hub.blob;

import static java.util.Objects.requireNonNull;

import dev.lamina.hub.disk.PrivateFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Changes to directories that survive a power cut once they have returned.
///
/// A directory entry is on disk when its directory has been forced (fsync(2), "Calling fsync() does
/// not necessarily ensure that the entry in the directory containing the file has also reached
/// disk").
public final class Durable {

    private Durable() {}

    /// Makes a directory and its parents, for their owner only.
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = requireNonNull(directory.getParent(), "the root exists");
        createDirectories(parent);
        try {
            PrivateFiles.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Another thread was faster; its force may still be under way, so this one forces too.
        }
        force(parent);
    }

    /// Moves a file whose content is already on disk, replacing what has the name.
    public static void move(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        force(requireNonNull(target.getParent(), "target is no root"));
    }

    /// Brings what a file or directory holds to the disk.
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
