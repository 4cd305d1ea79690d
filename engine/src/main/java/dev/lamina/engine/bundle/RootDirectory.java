package dev.lamina.engine.bundle;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.image.TreePath;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A mounted root file system, looked into from outside while nothing runs in it: no path leads out
/// of it, whatever links the image has.
///
/// @param root where it is mounted
public record RootDirectory(Path root) implements ImageFiles {

    /// As many as Linux follows (path_resolution(7)).
    private static final int MAX_LINKS = 40;

    /// Finds a file as a process does whose root directory this is.
    ///
    /// @param path from the root down; a leading slash is not needed
    /// @return its path on the host, no part of which is a link; nothing if there is no such file
    public Optional<Path> find(String path) throws IOException {
        var walk = new Walk();
        return walk.to(path) ? Optional.of(walk.place) : Optional.empty();
    }

    /// Makes a directory and those above it, as far as they are missing. Where a part of the path
    /// is no directory nothing is made: the runtime will say so.
    public void makeDirectories(String path) throws IOException {
        var walk = new Walk();
        walk.making = true;
        walk.to(path);
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

    /// One walk down from the root.
    private final class Walk {

        private final Deque<String> ahead = new ArrayDeque<>();
        private Path place = root;
        private boolean making;
        private int links;

        boolean to(String path) throws IOException {
            push(path);
            while (!ahead.isEmpty()) {
                if (!step(ahead.pop())) {
                    return false;
                }
            }
            return true;
        }

        private void push(String path) {
            String[] names = path.split("/");
            for (int i = names.length - 1; i >= 0; i--) {
                ahead.push(names[i]);
            }
        }

        private boolean step(String name) throws IOException {
            if (name.isEmpty() || name.equals(".")) {
                return true;
            }
            if (name.equals("..")) {
                place = place.equals(root) ? root : place.getParent();
                return true;
            }
            Path next = place.resolve(name);
            BasicFileAttributes attributes = attributes(next);
            if (attributes == null) {
                if (!making) {
                    return false;
                }
                Files.createDirectory(next);
            } else if (attributes.isSymbolicLink()) {
                return follow(next);
            } else if (!ahead.isEmpty() && !attributes.isDirectory()) {
                return false;
            }
            place = next;
            return true;
        }

        private boolean follow(Path link) throws IOException {
            if (++links > MAX_LINKS) {
                return false;
            }
            String target = Files.readSymbolicLink(link).toString();
            if (target.startsWith("/")) {
                place = root;
            }
            push(target);
            return true;
        }

        private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
            try {
                return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }
}
