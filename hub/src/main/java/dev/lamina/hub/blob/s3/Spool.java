package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.hub.disk.PrivateFiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// Files for bytes on their way to the object store, which wants to know how many come.
final class Spool {

    /// No request takes so long; an older file was left by a process that died.
    private static final Duration MAX_AGE = Duration.ofDays(2);

    private static final int BUFFER_SIZE = 128 << 10;

    private final Path directory;

    private Spool(Path directory) {
        this.directory = directory;
    }

    static Spool open(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
        Instant before = Instant.now().minus(MAX_AGE);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return new Spool(directory);
    }

    /// Creates an empty file, which the caller closes.
    Spooled create() throws IOException {
        try {
            return new Spooled(Files.createTempFile(directory, "piece", ""));
        } catch (FileSystemException e) {
            throw new BlobStoreException(making(), String.valueOf(e.getReason()), e);
        } catch (IOException e) {
            throw new BlobStoreException(making(), e);
        }
    }

    private String making() {
        return "making a file in " + directory;
    }

    /// A file that disappears when it is closed.
    static final class Spooled implements AutoCloseable {

        private final Path path;
        private final OutputStream out;
        private long size;

        private Spooled(Path path) throws IOException {
            this.path = path;
            this.out = Files.newOutputStream(path);
        }

        Path path() {
            return path;
        }

        long size() {
            return size;
        }

        void write(byte[] buffer, int length) throws BlobStoreException {
            try {
                out.write(buffer, 0, length);
            } catch (IOException e) {
                throw new BlobStoreException("writing in " + path.getParent(), e);
            }
            size += length;
        }

        /// Shows all that was written to a sink, in pieces.
        void feed(Sink sink) throws IOException {
            byte[] buffer = new byte[BUFFER_SIZE];
            try (InputStream in = Files.newInputStream(path)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    sink.take(buffer, n);
                }
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(path);
        }
    }

    /// Takes bytes.
    @FunctionalInterface
    interface Sink {

        void take(byte[] buffer, int length);
    }
}
