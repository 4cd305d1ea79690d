package dev.lamina.hub.blob;

import dev.lamina.hub.disk.PrivateFiles;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Blobs as files of one directory; see docs/formats/hub-blobs.md.
public final class FileBlobStore implements BlobStore {

    /// `blobs/ALGORITHM/XX/HEX`.
    private static final int BLOB_DEPTH = 3;

    private final BlobPaths paths;
    private final FileParts parts;

    private FileBlobStore(BlobPaths paths, FileParts.Forcing forcing) {
        this.paths = paths;
        this.parts =
                new FileParts(
                        paths,
                        Room.at(paths.uploads()),
                        forcing,
                        new RunningDigests(),
                        ConcurrentHashMap.newKeySet());
    }

    /// Opens the store in a directory, which is made if it is missing.
    public static FileBlobStore open(Path root) throws IOException {
        return open(root, file -> file.force(true));
    }

    static FileBlobStore open(Path root, FileParts.Forcing forcing) throws IOException {
        var paths = new BlobPaths(root);
        PrivateFiles.createDirectories(paths.blobs());
        PrivateFiles.createDirectories(paths.uploads());
        return new FileBlobStore(paths, forcing);
    }

    @Override
    public Upload upload(UUID id) {
        return new FileUpload(id, parts);
    }

    @Override
    public Optional<StoredBlob> open(Digest digest) throws IOException {
        try {
            return Optional.of(
                    FileBlob.of(FileChannel.open(paths.blob(digest), StandardOpenOption.READ)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(Digest digest) throws IOException {
        Files.deleteIfExists(paths.blob(digest));
    }

    @Override
    public void visit(StoreVisitor visitor) throws IOException {
        Files.walkFileTree(paths.blobs(), Set.of(), BLOB_DEPTH, new BlobVisitor(visitor));
        try (Stream<Path> files = Files.list(paths.uploads())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<UUID> id = paths.uploadId(file);
                Optional<Instant> modified = modified(file);
                if (id.isPresent() && modified.isPresent()) {
                    visitor.upload(id.get(), modified.get());
                }
            }
        }
    }

    /// Others may remove blobs meanwhile.
    private final class BlobVisitor extends SimpleFileVisitor<Path> {

        private final StoreVisitor visitor;

        BlobVisitor(StoreVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Optional<Digest> digest = paths.digest(file);
            if (digest.isPresent() && attributes.isRegularFile()) {
                visitor.blob(digest.get(), attributes.lastModifiedTime().toInstant());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static Optional<Instant> modified(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void check() throws IOException {
        for (Path directory : List.of(paths.blobs(), paths.uploads())) {
            if (!Files.isWritable(directory)) {
                throw new AccessDeniedException(directory.toString());
            }
        }
    }

    @Override
    public void close() {
        // Files are opened for each request.
    }
}
