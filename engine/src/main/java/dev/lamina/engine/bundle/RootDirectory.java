package dev.lamina.engine.bundle;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.TreePath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A mounted root file system, looked into from outside while nothing runs in it: no path leads out
/// of it, whatever links the image has.
///
/// @param root where it is mounted
public record RootDirectory(Path root) implements ImageFiles {

    /// Finds a file as a process does whose root directory this is.
    ///
    /// @param path from the root down; a leading slash is not needed
    /// @return its path on the host, no part of which is a link; nothing if there is no such file
    public Optional<Path> find(String path) throws IOException {
        return new RootWalk(root, RootWalk.Missing.ENDS).to(path).found();
    }

    /// Tells where a path leads, as far as links decide that; what is missing is taken as said, and so
    /// is what lies in the [UsualPlaces].
    ///
    /// @return the path as the container will see it, without links, `.` and `..`
    /// @throws RunFailedException if it leads through too many links, or through a file
    public String locate(String path) throws IOException {
        return new RootWalk(root, RootWalk.Missing.IMAGINED).to(path).place();
    }

    /// Makes a directory and those above it, as far as they are missing; nothing is made in the
    /// [UsualPlaces].
    ///
    /// @return the path as [#locate] has it
    /// @throws RunFailedException if it leads through too many links, or through a file
    public String makeDirectory(String path) throws IOException {
        return new RootWalk(root, RootWalk.Missing.MADE).to(path).place();
    }

    /// Makes an empty file, and the directories above it, as far as they are missing; as
    /// [#makeDirectory] does.
    public String makeFile(String path) throws IOException {
        return new RootWalk(root, RootWalk.Missing.MADE_FILE).to(path).place();
    }

    @Override
    public Optional<byte[]> read(TreePath path) throws IOException {
        Optional<Path> file = find(path.toString());
        if (file.isEmpty() || !Files.isRegularFile(file.get(), NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.size(file.get()) > MAX_SIZE) {
            throw new IOException(
                    path
                            + ": expected at most "
                            + MAX_SIZE
                            + " bytes, got "
                            + Files.size(file.get()));
        }
        return Optional.of(Files.readAllBytes(file.get()));
    }
}
