package dev.lamina.engine.store;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ImageIndexJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The list of images: `index.json` of the layout. It is replaced as a whole, in one instant, when
/// everything it points at is safe on the disk.
public final class ImageList {

    /// The whole content of the file `oci-layout` (image-spec 1.1, image-layout.md).
    private static final Bytes LAYOUT = Bytes.utf8("{\"imageLayoutVersion\":\"1.0.0\"}");

    private final StorePaths paths;
    private final StoreFiles files;
    private final Locks locks;

    ImageList(StorePaths paths, StoreFiles files, Locks locks) {
        this.paths = paths;
        this.files = files;
        this.locks = locks;
    }

    /// Makes what a store needs, if it is not there.
    void prepare() throws IOException {
        if (Files.exists(paths.imageList())) {
            return;
        }
        for (Path directory :
                List.of(
                        paths.blobs(DigestAlgorithm.SHA256),
                        paths.layers(),
                        paths.unions(),
                        paths.ingest(),
                        paths.leases(),
                        paths.locks())) {
            files.createDirectories(directory);
        }
        files.forceDirectory(paths.root().getParent());
        try (StoreLock _ = locks.tags()) {
            if (!Files.exists(paths.imageList())) {
                replace(paths.layoutFile(), LAYOUT);
                write(List.of());
            }
        }
    }

    /// Reads the list.
    ///
    /// @throws StoreDamagedException if it cannot be read
    public List<ImageEntry> read() throws IOException {
        Path path = paths.imageList();
        try {
            Bytes bytes = Bytes.of(Files.readAllBytes(path));
            return ImageIndexJson.parse(bytes, path.toString()).manifests().stream()
                    .map(ImageEntry::parse)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (ImageFormatException e) {
            throw new StoreDamagedException(path, e.getMessage());
        }
    }

    /// Finds the entry of a reference.
    public Optional<ImageEntry> find(Reference reference) throws IOException {
        return read().stream()
                .filter(entry -> entry.reference().equals(Optional.of(reference)))
                .findFirst();
    }

    /// Lets a reference name an image. All blobs of the image are in the store. An image that only
    /// this reference named stays, named by its digest.
    public void put(ImageEntry entry) throws IOException {
        update(entries -> with(entries, entry));
    }

    private static List<ImageEntry> with(List<ImageEntry> entries, ImageEntry entry) {
        List<ImageEntry> changed = new ArrayList<>();
        Optional<ImageEntry> moved = Optional.empty();
        for (ImageEntry old : entries) {
            if (old.reference().isPresent() && old.reference().equals(entry.reference())) {
                moved = Optional.of(old);
            } else if (!sameImageUnnamed(old, entry)) {
                changed.add(old);
            }
        }
        changed.add(entry);
        if (moved.isPresent() && !isNamed(changed, moved.get())) {
            changed.add(moved.get().untagged());
        }
        return changed;
    }

    /// A tag makes an entry superfluous that only kept the same image from being lost.
    private static boolean sameImageUnnamed(ImageEntry old, ImageEntry entry) {
        boolean same = old.manifest().equals(entry.manifest());
        return same
                && entry.isTag()
                && !old.isTag()
                && (old.reference().isEmpty() || old.repoDigest().equals(entry.repoDigest()));
    }

    private static boolean isNamed(List<ImageEntry> entries, ImageEntry image) {
        return entries.stream().anyMatch(entry -> entry.manifest().equals(image.manifest()));
    }

    /// Changes the list under its lock.
    void update(Change change) throws IOException {
        prepare();
        try (StoreLock _ = locks.tags()) {
            List<ImageEntry> before = read();
            List<ImageEntry> after = change.apply(before);
            if (!after.equals(before)) {
                write(after);
            }
        }
    }

    private void write(List<ImageEntry> entries) throws IOException {
        List<Descriptor> descriptors = entries.stream().map(ImageEntry::descriptor).toList();
        // The blobs were forced one by one; their names are, here, all at once.
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (Files.exists(paths.blobs(algorithm))) {
                files.forceDirectory(paths.blobs(algorithm));
            }
        }
        files.forceDirectory(paths.blobs());
        replace(paths.imageList(), ImageIndexJson.write(ImageIndex.of(descriptors)));
    }

    private void replace(Path target, Bytes content) throws IOException {
        Path path = paths.ingest().resolve(target.getFileName() + "-" + Ingest.unique());
        try (Ingest ingest = Ingest.create(files, path)) {
            ingest.write(content.toArray(), 0, content.length());
            ingest.commit(target);
        }
    }

    /// A change of the list, from the old one to the new one.
    @FunctionalInterface
    interface Change {
        List<ImageEntry> apply(List<ImageEntry> entries) throws IOException;
    }
}
