package dev.lamina.hub.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes files and directories that only their owner reads, whatever the umask: a catalog has the
/// hashes of passwords, and the keys that tokens are signed with; blobs may be private.
public final class PrivateFiles {

    static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OF_ONE_GROUP =
            PosixFilePermissions.fromString("rw-r-----");

    private PrivateFiles() {}

    /// Makes a directory, and its parents. One that is there stays as it is.
    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, ofDirectories());
    }

    /// Makes a directory in one that is there.
    ///
    /// @throws FileAlreadyExistsException if there is something
    public static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, ofDirectories());
    }

    /// Makes an empty file.
    ///
    /// @throws FileAlreadyExistsException if there is something
    public static void createNew(Path file) throws IOException {
        Files.createFile(file, ofFiles());
    }

    /// Makes an empty file, or takes one that is there from all others.
    public static void createFile(Path file) throws IOException {
        try {
            createNew(file);
        } catch (FileAlreadyExistsException e) {
            if (!Files.getPosixFilePermissions(file).equals(FILE)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
    }

    /// Makes a file, and opens it to be written.
    ///
    /// @throws FileAlreadyExistsException if there is something
    public static OutputStream openNew(Path file) throws IOException {
        createNew(file);
        return Files.newOutputStream(file);
    }

    /// Opens a file to be written at its end, and makes it if it is missing. One that everybody could read
    /// is closed; one that only a group could read was given to it, and stays so. What is no file, as a
    /// terminal, stays as it is.
    public static OutputStream openLog(Path file) throws IOException {
        var options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.WRITE);
        SeekableByteChannel channel = Files.newByteChannel(file, options, ofFiles());
        boolean done = false;
        try {
            if (Files.isRegularFile(file) && !isForOneGroup(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, FILE);
            }
            done = true;
            return Channels.newOutputStream(channel);
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static boolean isForOneGroup(Set<PosixFilePermission> permissions) {
        return OF_ONE_GROUP.containsAll(permissions);
    }

    private static FileAttribute<Set<PosixFilePermission>> ofDirectories() {
        return PosixFilePermissions.asFileAttribute(DIRECTORY);
    }

    private static FileAttribute<Set<PosixFilePermission>> ofFiles() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }
}
