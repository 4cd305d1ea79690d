package dev.lamina.hub.look;

import dev.lamina.hub.disk.PrivateFiles;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Files that can be made again, in a directory that does not grow beyond a size: those that were not
/// used for the longest time are removed. Several processes may share it.
final class DerivedFiles {

    private static final String UNFINISHED = "new-";

    /// So old are only those whose process has died.
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;
    private final long maxSize;

    /// @param directory made if it is missing
    /// @param maxSize   of all files together, in bytes
    DerivedFiles(Path directory, long maxSize) {
        this.directory = directory;
        this.maxSize = maxSize;
    }

    /// Writes a file.
    @FunctionalInterface
    interface Writer {

        void write(OutputStream out) throws IOException;
    }

    /// Opens a file, if it is there.
    Optional<InputStream> open(String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Keeps a file whole, or not at all: several may make the same one at once.
    void keep(String name, Writer writer) throws IOException {
        PrivateFiles.createDirectories(directory);
        Path unfinished = directory.resolve(UNFINISHED + UUID.randomUUID());
        try {
            try (OutputStream out = new BufferedOutputStream(PrivateFiles.openNew(unfinished))) {
                writer.write(out);
            }
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        trim();
    }

    private record Kept(Path path, long size, Instant used) {}

    private void trim() throws IOException {
        Instant abandoned = Instant.now().minus(ABANDONED);
        var kept = new ArrayList<Kept>();
        long total = 0;
        for (Path path : list()) {
            Optional<Kept> file = file(path);
            if (file.isEmpty()) {
                continue;
            }
            boolean isUnfinished = path.getFileName().toString().startsWith(UNFINISHED);
            if (isUnfinished && file.get().used().isBefore(abandoned)) {
                Files.deleteIfExists(path);
            } else if (!isUnfinished) {
                kept.add(file.get());
                total += file.get().size();
            }
        }
        kept.sort(Comparator.comparing(Kept::used));
        for (int i = 0; i < kept.size() - 1 && total > maxSize; i++) {
            Files.deleteIfExists(kept.get(i).path());
            total -= kept.get(i).size();
        }
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        }
    }

    private static Optional<Kept> file(Path path) throws IOException {
        try {
            return Optional.of(
                    new Kept(path, Files.size(path), Files.getLastModifiedTime(path).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
