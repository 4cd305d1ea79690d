package dev.lamina.engine.disk;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The real files of the host.
public final class HostFiles implements StoreFiles {

    /// The files of this machine, whichever.
    public HostFiles() {}

    @Override
    public WritableFile create(Path file) throws IOException {
        return new HostFile(file, FileChannel.open(file, WRITE, CREATE, TRUNCATE_EXISTING));
    }

    @Override
    public WritableFile append(Path file) throws IOException {
        return new HostFile(file, FileChannel.open(file, WRITE, CREATE, APPEND));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        PrivateDirectory.create(directory);
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        PrivateDirectory.create(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    private record HostFile(Path path, FileChannel channel) implements WritableFile {

        @Override
        public int write(ByteBuffer source) throws IOException {
            int length = source.remaining();
            try {
                while (source.hasRemaining()) {
                    channel.write(source);
                }
            } catch (IOException e) {
                throw named(e);
            }
            return length;
        }

        @Override
        public void force() throws IOException {
            // The metadata matters too: without the new size the data cannot be reached.
            try {
                channel.force(true);
            } catch (IOException e) {
                throw named(e);
            }
        }

        /// A channel says what failed, a full disk for instance, but not where.
        private IOException named(IOException failure) {
            if (failure.getClass() != IOException.class) {
                return failure;
            }
            var named = new FileSystemException(path.toString(), null, failure.getMessage());
            named.initCause(failure);
            return named;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
