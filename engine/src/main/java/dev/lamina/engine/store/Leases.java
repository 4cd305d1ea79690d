package dev.lamina.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.disk.CheckedLines;
import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The leases of a store, one small text file each; `docs/formats/store-layout.md`, "Lease".
final class Leases {

    private static final String MAGIC = "lamina-lease 1";

    private final StorePaths paths;
    private final StoreFiles files;

    Leases(StorePaths paths, StoreFiles files) {
        this.paths = paths;
        this.files = files;
    }

    /// @param lasting whether it is to survive a power cut
    void add(Lease lease, boolean lasting) throws IOException {
        try (Ingest ingest =
                Ingest.create(files, paths.ingest(), "lease", "the lease " + lease.name())) {
            byte[] bytes = text(lease).getBytes(UTF_8);
            ingest.write(bytes, 0, bytes.length);
            if (lasting) {
                ingest.commit(paths.lease(lease.name()));
            } else {
                ingest.commitUnforced(paths.lease(lease.name()));
            }
        }
    }

    void remove(String name) throws IOException {
        files.delete(paths.lease(name));
    }

    /// Reads all leases. A file that is no whole lease is left out: it was lost in a power cut, and
    /// with it what held the lease.
    List<Lease> all() throws IOException {
        List<Lease> leases = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.leases())) {
            for (Path entry : entries) {
                read(entry).ifPresent(leases::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return leases;
    }

    private static Optional<Lease> read(Path path) throws IOException {
        try {
            return Optional.of(parse(path.getFileName().toString(), Files.readString(path)));
        } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Lease lease) {
        List<String> facts = new ArrayList<>();
        facts.add("purpose " + lease.purpose().replace('\n', ' '));
        facts.add("image " + lease.image());
        lease.layers().forEach(layer -> facts.add("layer " + layer));
        return CheckedLines.write(MAGIC, facts);
    }

    private static Lease parse(String name, String text) {
        CheckedLines lines = CheckedLines.parse(MAGIC, text);
        return new Lease(
                name,
                lines.value("purpose"),
                Digest.parse(lines.value("image")),
                lines.values("layer").stream().map(DiffId::parse).toList());
    }
}
