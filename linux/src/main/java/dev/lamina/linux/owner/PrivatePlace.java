package dev.lamina.linux.owner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// The demands on a directory that nobody but its user and root gets at: where it lies, whose it is, and that
/// it can be closed. How deep to look into it, its owner knows.
public final class PrivatePlace {

    private PrivatePlace() {}

    /// Checks that nobody but root and a user can put something else in a place: the directories above it,
    /// as far as they are there, and the links on the way.
    ///
    /// @param named as the user knows the place, for messages
    /// @param way   the same as an absolute path
    /// @throws IOException if somebody can
    public static void checkWay(Path named, Path way, int user) throws IOException {
        for (Path above = way; above != null; above = above.getParent()) {
            boolean counts = !above.equals(way) || Files.isSymbolicLink(above);
            if (counts && Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                FileOwner owner = FileOwner.of(above);
                if (!owner.keepsNamesFor(user)) {
                    throw new IOException(
                            named
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

    /// Checks whose a file is.
    ///
    /// @throws IOException if it is another user's
    public static void checkIsOf(int user, FileOwner owner) throws IOException {
        if (owner.uid() != user) {
            throw new IOException(
                    owner.path()
                            + ": expected to be of the user that runs this, got one of "
                            + owner.name()
                            + ": run it as that user, or give it away with chown");
        }
    }

    /// Checks that nobody but its owner and root may have changed what is in it.
    ///
    /// @throws IOException if others can write it
    public static void checkIsWrittenByOwner(FileOwner owner) throws IOException {
        if (owner.isWritableByOthers()) {
            throw new IOException(
                    owner.path()
                            + ": expected to be written by its owner only, got mode "
                            + owner.digits()
                            + ": others may have changed what is in it; if not, chmod go-rwx "
                            + owner.path());
        }
    }

    /// Closes a directory to all but its owner.
    ///
    /// @throws IOException if its file system keeps no permissions
    public static void close(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        if (FileOwner.of(directory).isOpen()) {
            throw new IOException(
                    directory
                            + ": expected a file system that keeps permissions, got one that does"
                            + " not");
        }
    }

    /// Returns what is in a directory, but for what ext4 puts into each of its file systems.
    public static List<Path> entries(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (!path.endsWith("lost+found")) {
                    entries.add(path);
                }
            }
        }
        return entries;
    }
}
