package dev.lamina.engine.disk;

import dev.lamina.linux.owner.FileOwner;
import dev.lamina.linux.owner.PrivatePlace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// A directory that nobody but its user and root gets at. Images hold secrets, and programs that make
/// whoever starts them another user; what others could change, root would mount and run.
public final class PrivateDirectory {

    private static final Set<PosixFilePermission> MODE =
            PosixFilePermissions.fromString("rwx------");

    private static final FileAttribute<?> ATTRIBUTE = PosixFilePermissions.asFileAttribute(MODE);

    /// One of these makes a directory a store (image-spec 1.1, image-layout.md). Other names of ours occur
    /// elsewhere: `/etc/containers`.
    private static final List<Path> MARKS =
            List.of(Path.of("index.json"), Path.of("oci-layout"), Path.of("blobs"));

    private static final Path STATUS = Path.of("/proc/self/status");

    private final Path root;
    private final Set<Path> names;
    private final int user;

    private PrivateDirectory(Path root, Set<Path> names, int user) {
        this.root = root;
        this.names = names;
        this.user = user;
    }

    /// Makes directories that only their user may enter, as far as they are missing, whatever the umask.
    public static void create(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(directory, ATTRIBUTE);
        } else {
            Files.createDirectories(directory);
        }
    }

    /// Checks that nobody but root and this user can put another directory in a place.
    ///
    /// @param directory need not exist
    public static void checkPlace(Path directory) throws IOException {
        if (Files.exists(STATUS)) {
            checkPlace(directory, FileOwner.ofThisProcess());
        }
    }

    /// @param user who is to own it
    static void checkPlace(Path directory, int user) throws IOException {
        PrivatePlace.checkWay(directory, directory.toAbsolutePath().normalize(), user);
        if (Files.exists(directory)) {
            PrivatePlace.checkWay(directory, directory.toRealPath(), user);
        }
    }

    /// Refuses what [#close] would not make its user's own, for those who only read: a file, and a directory
    /// that has other things only, for others to see.
    ///
    /// @throws IOException if it is no directory, or somebody's
    public static void checkContent(Path directory) throws IOException {
        for (Path mark : MARKS) {
            if (Files.exists(directory.resolve(mark))) {
                return;
            }
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        if (!Files.exists(directory) || !Files.exists(STATUS)) {
            return;
        }
        FileOwner owner = FileOwner.of(directory);
        if (owner.isOpen() && !PrivatePlace.entries(directory).isEmpty()) {
            throw others(directory, owner);
        }
    }

    /// Closes a directory to others, whatever its mode was.
    ///
    /// @param names relative paths of what its user puts there, directories and files. A directory that
    ///     has other things only is somebody's, and is not closed to those who use it.
    /// @throws IOException if another user owns it or what is in it, or others may have changed that
    public static void close(Path directory, Set<Path> names) throws IOException {
        if (Files.exists(STATUS)) {
            close(directory, names, FileOwner.ofThisProcess());
        }
    }

    /// @param user who is to own it
    static void close(Path directory, Set<Path> names, int user) throws IOException {
        new PrivateDirectory(directory.toRealPath(), names, user).close();
    }

    private void close() throws IOException {
        FileOwner owner = FileOwner.of(root);
        if (owner.uid() != user && !Files.isWritable(root)) {
            throw new AccessDeniedException(root.toString());
        }
        PrivatePlace.checkIsOf(user, owner);
        if (owner.isOpen()) {
            checkMayBeClosed(owner);
        }
        for (Path name : names) {
            checkEntry(root.resolve(name));
        }
        if (owner.isOpen()) {
            PrivatePlace.close(root);
        }
        for (Path name : names) {
            Path entry = root.resolve(name);
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && FileOwner.of(entry).isOpen()) {
                PrivatePlace.close(entry);
            }
        }
    }

    /// Others may have changed all that they could write, and what is somebody else's is used by others.
    private void checkMayBeClosed(FileOwner owner) throws IOException {
        List<Path> entries = PrivatePlace.entries(root);
        boolean known = entries.stream().map(Path::getFileName).anyMatch(MARKS::contains);
        if (owner.isSticky() || !entries.isEmpty() && !known) {
            throw others(root, owner);
        }
        if (!entries.isEmpty()) {
            PrivatePlace.checkIsWrittenByOwner(owner);
        }
    }

    private static IOException others(Path directory, FileOwner owner) {
        return new IOException(
                directory
                        + ": expected an empty directory, or a store, got other things that others may"
                        + " see (mode "
                        + owner.digits()
                        + ")");
    }

    private void checkEntry(Path entry) throws IOException {
        FileOwner owner;
        try {
            owner = FileOwner.of(entry);
        } catch (NoSuchFileException e) {
            return;
        }
        PrivatePlace.checkIsOf(user, owner);
        if (owner.isSymbolicLink()) {
            if (Files.exists(entry)) {
                Path target = entry.toRealPath();
                PrivatePlace.checkWay(entry, target, user);
                PrivatePlace.checkIsOf(user, FileOwner.of(target));
            }
        } else {
            PrivatePlace.checkIsWrittenByOwner(owner);
        }
    }
}
