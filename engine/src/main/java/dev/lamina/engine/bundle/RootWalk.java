package dev.lamina.engine.bundle;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.value.container.RunFailedException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// One walk down from a root directory, name by name, as the kernel walks for a process that has this
/// root (path_resolution(7)). It never leaves the root. Unless a missing name ends the walk, nothing is
/// looked up or made in the [UsualPlaces].
final class RootWalk {

    /// As many as Linux follows (path_resolution(7)).
    private static final int MAX_LINKS = 40;

    /// The ways to take a name that is not there.
    enum Missing {

        /// The walk ends without a result.
        ENDS,

        /// It is taken for a directory.
        IMAGINED,

        /// It is made, a directory.
        MADE,

        /// It is made: the last one an empty file, those before it directories.
        MADE_FILE
    }

    private final Path root;
    private final Missing missing;
    private final Deque<String> ahead = new ArrayDeque<>();
    private Path place;
    private int links;
    private boolean ended;

    RootWalk(Path root, Missing missing) {
        this.root = root;
        this.missing = missing;
        this.place = root;
    }

    /// Walks.
    ///
    /// @throws RunFailedException if a link or a file is in the way, unless a missing name ends the
    ///     walk; then that does
    RootWalk to(String path) throws IOException {
        push(path);
        while (!ahead.isEmpty() && !ended) {
            step(ahead.pop(), path);
        }
        return this;
    }

    /// Returns where the walk came to, on the host.
    Optional<Path> found() {
        return ended ? Optional.empty() : Optional.of(place);
    }

    /// Returns where the walk came to, as the container sees it.
    String place() {
        return "/" + root.relativize(place);
    }

    private void push(String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            ahead.push(names[i]);
        }
    }

    private void step(String name, String path) throws IOException {
        if (name.isEmpty() || name.equals(".")) {
            return;
        }
        if (name.equals("..")) {
            place = place.equals(root) ? root : place.getParent();
            return;
        }
        Path next = place.resolve(name);
        BasicFileAttributes attributes = isCovered(next) ? null : attributes(next);
        if (attributes == null) {
            meetMissing(next);
        } else if (attributes.isSymbolicLink()) {
            follow(next, path);
            return;
        } else if (!ahead.isEmpty() && !attributes.isDirectory()) {
            end(path, "a directory at /" + root.relativize(next) + ", got a file");
        }
        place = next;
    }

    private boolean isCovered(Path next) {
        return missing != Missing.ENDS && UsualPlaces.contain("/" + root.relativize(next));
    }

    private void meetMissing(Path next) throws IOException {
        switch (missing) {
            case ENDS -> ended = true;
            case IMAGINED -> {}
            case MADE -> make(next, true);
            case MADE_FILE -> make(next, !ahead.isEmpty());
        }
    }

    /// The permissions are set apart: the caller's umask is nothing that the container shall see.
    private void make(Path next, boolean directory) throws IOException {
        if (isCovered(next)) {
            return;
        }
        try {
            if (directory) {
                Files.createDirectory(next);
            } else {
                Files.createFile(next);
            }
            String permissions = directory ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(permissions));
        } catch (FileSystemException e) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "/"
                            + root.relativize(next)
                            + " of the container: expected it to be there, or that it can be made,"
                            + " got: "
                            + e.getReason());
        }
    }

    private void follow(Path link, String path) throws IOException {
        if (++links > MAX_LINKS) {
            end(path, "at most " + MAX_LINKS + " symbolic links on the way, got more");
            return;
        }
        String target = Files.readSymbolicLink(link).toString();
        if (target.startsWith("/")) {
            place = root;
        }
        push(target);
    }

    private void end(String path, String expected) throws RunFailedException {
        ended = true;
        if (missing != Missing.ENDS) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE, path + " of the container: expected " + expected);
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
