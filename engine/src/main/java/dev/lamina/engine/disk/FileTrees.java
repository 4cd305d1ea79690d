package dev.lamina.engine.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Directories of the store with all that is below them.
public final class FileTrees {

    /// No path of so many names is too long for Linux (`PATH_MAX`, 4,096 bytes), whatever the names.
    private static final int MAX_DEPTH = 12;

    private FileTrees() {}

    /// Deletes a file, or a directory with all below it, if it exists. No symbolic link is followed.
    /// What somebody else deletes meanwhile is no failure.
    ///
    /// A container can make directories deeper than any path can name (mkdir(2) in its working
    /// directory); what lies too deep is first moved up.
    public static void delete(Path path) throws IOException {
        boolean movedUp;
        do {
            movedUp = delete(path, path, 0);
        } while (movedUp);
    }

    /// @return whether something was moved up into `top`, which is not deleted then
    private static boolean delete(Path path, Path top, int depth) throws IOException {
        boolean movedUp = false;
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    if (depth == MAX_DEPTH && Files.isDirectory(child, NOFOLLOW_LINKS)) {
                        Files.move(child, top.resolve("deep-" + Ingest.unique()), ATOMIC_MOVE);
                        movedUp = true;
                    } else {
                        movedUp |= delete(child, top, depth + 1);
                    }
                }
            } catch (NoSuchFileException e) {
                return movedUp;
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        if (!movedUp || depth > 0) {
            Files.deleteIfExists(path);
        }
        return movedUp;
    }
}
