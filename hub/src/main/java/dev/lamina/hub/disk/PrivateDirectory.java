package dev.lamina.hub.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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
        claim(directory, names, Owner.ofThisProcess());
    }

    /// @param user that owns it
    static void claim(Path directory, Set<String> names, int user) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        checkWay(path, user);
        PrivateFiles.createDirectories(path);
        Path real = path.toRealPath();
        checkWay(real, user);
        new PrivateDirectory(real, names, user).close();
    }

    /// Checks the directories above a path, as far as they are there, and the links in it.
    private static void checkWay(Path path, int user) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                checkKeepsNames(above, path, user);
            }
        }
    }

    private static void checkKeepsNames(Path above, Path path, int user) throws IOException {
        Owner owner = Owner.of(above);
        boolean isKept =
                Files.isSymbolicLink(above)
                        ? owner.uid() == Owner.ROOT || owner.uid() == user
                        : owner.keepsNamesFor(user);
        if (!isKept) {
            throw new IOException(
                    path
                            + ": expected a place that only its user and root can change, got "
                            + above
                            + " of "
                            + owner.name()
                            + " with mode "
                            + owner.digits()
                            + ": whoever may write there could put another directory in its place");
        }
    }

    private void close() throws IOException {
        Owner owner = Owner.of(root);
        checkIsOurs(root, owner);
        List<Path> entries = entries();
        if (owner.isOpen()) {
            checkMayBeClosed(owner, entries);
            Files.setPosixFilePermissions(root, PrivateFiles.DIRECTORY);
            if (Owner.of(root).isOpen()) {
                throw new IOException(
                        root
                                + ": expected a file system that keeps permissions, got one that does not");
            }
        }
        for (Path entry : entries) {
            closeEntry(entry, owner.isOpen());
        }
    }

    private void checkIsOurs(Path path, Owner owner) throws IOException {
        if (owner.uid() != user) {
            throw new IOException(
                    path
                            + ": expected to be of the user that runs this, got one of "
                            + owner.name()
                            + ": run it as that user, or give it away with chown");
        }
    }

    /// What others could write they may have changed, and what is somebody else's is used by others.
    private void checkMayBeClosed(Owner owner, List<Path> entries) throws IOException {
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
        if (owner.isWritableByOthers()) {
            throw new IOException(
                    root
                            + ": expected to be written by its owner only, got mode "
                            + owner.digits()
                            + ": others may have changed what is in it; if not, chmod 700 "
                            + root);
        }
    }

    private List<Path> entries() throws IOException {
        var entries = new ArrayList<Path>();
        try (var paths = Files.newDirectoryStream(root)) {
            for (Path path : paths) {
                if (!path.getFileName().toString().equals("lost+found")) {
                    entries.add(path);
                }
            }
        }
        return entries;
    }

    /// A directory of ours may lie on another disk.
    ///
    /// @param wasOpen whether the directory that has it was
    private void closeEntry(Path entry, boolean wasOpen) throws IOException {
        if (!names.contains(entry.getFileName().toString())) {
            return;
        }
        if (Files.isSymbolicLink(entry)) {
            checkIsOurs(entry, Owner.of(entry));
            Path target = entry.toRealPath();
            checkWay(target, user);
            checkIsOurs(target, Owner.of(target));
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
            Owner owner = Owner.of(directory);
            checkIsOurs(directory, owner);
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
                Owner owner = Owner.of(file);
                checkIsOurs(file, owner);
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
