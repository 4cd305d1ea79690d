package dev.lamina.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.Xattrs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Gives files of this machine the label that lets a container use them (selinux(8)).
final class FileLabels {

    private static final byte[] NAME = "security.selinux".getBytes(UTF_8);

    private FileLabels() {}

    /// Labels what a user shows to a container and asks to have labelled.
    ///
    /// @throws RunFailedException for a directory that all of the system needs
    static void setShown(Path source, String label) throws IOException {
        if (source.getNameCount() < 2) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "SELinux relabeling of " + source + " is not allowed");
        }
        set(source, label);
    }

    /// Labels a file, or a directory with all that is in it; links themselves, not what they lead to.
    static void set(Path source, String label) throws IOException {
        byte[] value = label.concat("\0").getBytes(UTF_8);
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) throws IOException {
                        Xattrs.set(directory, NAME, value);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Xattrs.set(file, NAME, value);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
