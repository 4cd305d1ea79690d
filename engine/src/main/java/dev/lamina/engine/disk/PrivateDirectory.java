package dev.lamina.engine.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A directory that nobody but its user and root gets at. Images hold secrets, and programs that make
/// whoever starts them another user; what others could change, root would mount and run.
public final class PrivateDirectory {

    private static final Set<PosixFilePermission> MODE =
            PosixFilePermissions.fromString("rwx------");

    private static final FileAttribute<?> ATTRIBUTE = PosixFilePermissions.asFileAttribute(MODE);

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
        checkWay(directory, directory.toAbsolutePath().normalize(), user);
        if (Files.exists(directory)) {
            checkWay(directory, directory.toRealPath(), user);
        }
    }

    private static void checkWay(Path directory, Path way, int user) throws IOException {
        for (Path above = way; above != null; above = above.getParent()) {
            boolean counts = !above.equals(way) || Files.isSymbolicLink(above);
            if (counts && Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                FileOwner owner = FileOwner.of(above);
                if (!owner.keepsNamesFor(user)) {
                    throw new IOException(
                            directory
                                    + ": expected a place that only its user and root can change, got "
                                    + above
                                    + " of "
                                    + owner.name()
                                    + " with mode "
                                    + owner.digits()
                                    + ": whoever may write there could put another directory in its"
                                    + " place");
                }
            }
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
        checkIsOurs(owner);
        if (owner.isOpen()) {
            checkMayBeClosed(owner);
        }
        for (Path name : names) {
            checkEntry(root.resolve(name));
        }
        if (owner.isOpen()) {
            close(root);
        }
        for (Path name : names) {
            Path entry = root.resolve(name);
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && FileOwner.of(entry).isOpen()) {
                close(entry);
            }
        }
    }

    private static void close(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, MODE);
        if (FileOwner.of(directory).isOpen()) {
            throw new IOException(
                    directory
                            + ": expected a file system that keeps permissions, got one that does"
                            + " not");
        }
    }

    private void checkIsOurs(FileOwner owner) throws IOException {
        if (owner.uid() != user) {
            throw new IOException(
                    owner.path()
                            + ": expected to be of the user that runs this, got one of "
                            + owner.name()
                            + ": run it as that user, or give it away with chown");
        }
    }

    /// What others could write they may have changed, and what is somebody else's is used by others.
    private void checkMayBeClosed(FileOwner owner) throws IOException {
        List<Path> entries = entries();
        boolean known = entries.stream().anyMatch(names::contains);
        if (owner.isSticky() || !entries.isEmpty() && !known) {
            throw new IOException(
                    root
                            + ": expected an empty directory, or a store, got other things that others"
                            + " may see (mode "
                            + owner.digits()
                            + ")");
        }
        if (!entries.isEmpty() && owner.isWritableByOthers()) {
            throw writtenByOthers(owner);
        }
    }

    private static IOException writtenByOthers(FileOwner owner) {
        return new IOException(
                owner.path()
                        + ": expected to be written by its owner only, got mode "
                        + owner.digits()
                        + ": others may have changed what is in it; if not, chmod go-rwx "
                        + owner.path());
    }

    private void checkEntry(Path entry) throws IOException {
        FileOwner owner;
        try {
            owner = FileOwner.of(entry);
        } catch (NoSuchFileException e) {
            return;
        }
        checkIsOurs(owner);
        if (owner.isSymbolicLink()) {
            if (Files.exists(entry)) {
                Path target = entry.toRealPath();
                checkWay(entry, target, user);
                checkIsOurs(FileOwner.of(target));
            }
        } else if (owner.isWritableByOthers()) {
            throw writtenByOthers(owner);
        }
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(root)) {
            for (Path path : paths) {
                if (!path.endsWith("lost+found")) {
                    entries.add(path.getFileName());
                }
            }
        }
        return entries;
    }
}
