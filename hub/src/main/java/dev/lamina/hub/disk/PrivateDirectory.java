package dev.lamina.hub.disk;

import dev.lamina.linux.owner.FileOwner;
import dev.lamina.linux.owner.PrivatePlace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/// A directory that nobody else gets at: it is closed to others whatever its mode was, and all that is
/// in it, and one that others can change or exchange is refused.
///
/// Who is root can do all; it is nobody else.
public final class PrivateDirectory {

    private final Path root;
    private final Set<String> names;
    private final int user;

    private PrivateDirectory(Path root, Set<String> names, int user) {
        this.root = root;
        this.names = names;
        this.user = user;
    }

    /// Takes a directory, which is made if it is missing.
    ///
    /// @param names of what its user puts there: a directory that has other things only is somebody's,
    ///     and is not closed to those who use it
    /// @throws IOException if another user owns it or what is in it, others can write it, or could put
    ///     another in its place, or it is used for something else
    public static void claim(Path directory, Set<String> names) throws IOException {
        claim(directory, names, FileOwner.ofThisProcess());
    }

    /// @param user that owns it
    static void claim(Path directory, Set<String> names, int user) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        PrivatePlace.checkWay(path, path, user);
        PrivateFiles.createDirectories(path);
        Path real = path.toRealPath();
        PrivatePlace.checkWay(real, real, user);
        new PrivateDirectory(real, names, user).close();
    }

    private void close() throws IOException {
        FileOwner owner = FileOwner.of(root);
        PrivatePlace.checkIsOf(user, owner);
        List<Path> entries = PrivatePlace.entries(root);
        if (owner.isOpen()) {
            checkMayBeClosed(owner, entries);
            PrivatePlace.close(root);
        }
        for (Path entry : entries) {
            closeEntry(entry, owner.isOpen());
        }
    }

    /// What others could write they may have changed, and what is somebody else's is used by others.
    private void checkMayBeClosed(FileOwner owner, List<Path> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        boolean isKnown =
                entries.stream().anyMatch(path -> names.contains(path.getFileName().toString()));
        if (!isKnown || owner.isSticky()) {
            throw new IOException(
                    root
                            + ": expected an empty directory, or one that was used for this before, got"
                            + " other things that others may see (mode "
                            + owner.digits()
                            + ")");
        }
        PrivatePlace.checkIsWrittenByOwner(owner);
    }

    /// A directory of ours may lie on another disk.
    ///
    /// @param wasOpen whether the directory that has it was
    private void closeEntry(Path entry, boolean wasOpen) throws IOException {
        if (!names.contains(entry.getFileName().toString())) {
            return;
        }
        if (Files.isSymbolicLink(entry)) {
            PrivatePlace.checkIsOf(user, FileOwner.of(entry));
            Path target = entry.toRealPath();
            PrivatePlace.checkWay(target, target, user);
            PrivatePlace.checkIsOf(user, FileOwner.of(target));
            closeTree(target, wasOpen);
        } else {
            closeTree(entry, wasOpen);
        }
    }

    private void closeTree(Path path, boolean wasOpen) throws IOException {
        Files.walkFileTree(path, new Closer(path, wasOpen));
    }

    /// Closes all that is open, the directories first. What lies in a deeper directory that is closed was
    /// closed when that was. Others may remove files meanwhile.
    private final class Closer extends SimpleFileVisitor<Path> {

        private final Path top;
        private final boolean wasOpen;

        Closer(Path top, boolean wasOpen) {
            this.top = top;
            this.wasOpen = wasOpen;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            FileOwner owner = FileOwner.of(directory);
            PrivatePlace.checkIsOf(user, owner);
            boolean isDeep = !directory.equals(top) && !top.equals(directory.getParent());
            if (isDeep && !owner.isOpen() && !wasOpen) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (owner.isOpen()) {
                Files.setPosixFilePermissions(directory, PrivateFiles.DIRECTORY);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (attributes.isRegularFile()) {
                closeFile(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private void closeFile(Path file) throws IOException {
            try {
                FileOwner owner = FileOwner.of(file);
                PrivatePlace.checkIsOf(user, owner);
                if (owner.isOpen()) {
                    Files.setPosixFilePermissions(file, PrivateFiles.FILE);
                }
            } catch (NoSuchFileException e) {
                // Another process of the hub has removed it.
                return;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
