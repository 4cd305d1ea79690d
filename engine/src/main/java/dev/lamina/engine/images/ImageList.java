package dev.lamina.engine.images;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.disk.Reserve;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.StoreRoot;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.Bytes;
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

    /// Kept free beside as much as the list has: file systems take whole blocks, and directories grow.
    private static final long RESERVE = 128 << 10;

    private final StoreRoot root;
    private final StorePaths paths;
    private final StoreFiles files;
    private final FoundImages found;
    private final Reserve reserve;

    ImageList(StoreRoot root, FoundImages found) {
        this.root = root;
        this.paths = root.paths();
        this.files = root.files();
        this.found = found;
        this.reserve = new Reserve(files, paths.reserve());
    }

    /// Makes what a store needs and is not there: all of it, or in an image layout that another
    /// tool made only what is ours.
    ///
    /// @throws IOException also if others own or could change the store, or its place
    void prepare() throws IOException {
        root.prepare();
        if (Files.exists(paths.imageList())) {
            return;
        }
        try (StoreLock _ = root.locks().tags()) {
            if (!Files.exists(paths.imageList())) {
                replace(paths.layoutFile(), LAYOUT);
                write(lost());
            }
        }
    }

    /// Reads the list.
    ///
    /// @throws StoreDamagedException if it cannot be read
    public List<ImageEntry> read() throws IOException {
        return entries(document());
    }

    private static List<ImageEntry> entries(ImageIndex document) {
        return document.manifests().stream().map(ImageEntry::parse).toList();
    }

    private ImageIndex document() throws IOException {
        Path path = paths.imageList();
        if (Files.isDirectory(path)) {
            throw damaged("expected a file, got a directory");
        }
        try {
            return ImageIndexJson.parse(Bytes.of(Files.readAllBytes(path)), "list of images");
        } catch (NoSuchFileException e) {
            return lost();
        } catch (ImageFormatException e) {
            throw damaged(e.getMessage());
        }
    }

    private StoreDamagedException damaged(String fault) {
        return new StoreDamagedException(
                paths.imageList(),
                fault + ": move it away, and the images are found again, without their names");
    }

    /// Returns the list where there is none: a store is new, or its list was lost. Without what the
    /// blobs tell, the next sweep would delete all of them.
    private ImageIndex lost() throws IOException {
        return ImageIndex.of(found.entries().stream().map(ImageEntry::descriptor).toList());
    }

    /// Finds the entry of a reference, which says nothing of a tag if it has a digest.
    public Optional<ImageEntry> find(Reference reference) throws IOException {
        Optional<Reference> wanted = Optional.of(reference.canonical());
        return read().stream().filter(entry -> entry.reference().equals(wanted)).findFirst();
    }

    /// Tells whether a reference names an image, by its tag or by a digest.
    public boolean names(Reference reference) throws IOException {
        Reference wanted = reference.canonical();
        return read().stream()
                .anyMatch(
                        entry ->
                                entry.reference().equals(Optional.of(wanted))
                                        || entry.isKnownAs(wanted));
    }

    /// Lets a reference name an image. All blobs of the image are in the store. An image that only
    /// this reference named stays, named by its digest.
    public void put(ImageEntry entry) throws IOException {
        update(entries -> with(entries, entry));
    }

    private static List<ImageEntry> with(List<ImageEntry> entries, ImageEntry entry) {
        List<ImageEntry> changed = new ArrayList<>();
        List<ImageEntry> moved = new ArrayList<>();
        for (ImageEntry old : entries) {
            if (old.reference().isPresent() && old.reference().equals(entry.reference())) {
                moved.add(old);
            } else if (!sameImageUnnamed(old, entry)) {
                changed.add(old);
            }
        }
        changed.add(entry);
        for (ImageEntry old : moved) {
            if (!isNamed(changed, old)) {
                changed.add(old.untagged());
            }
        }
        return changed;
    }

    /// A tag makes an entry superfluous that only kept the same image from being lost.
    private static boolean sameImageUnnamed(ImageEntry old, ImageEntry entry) {
        return old.isSameImageAs(entry)
                && entry.isTag()
                && !old.isTag()
                && (old.reference().isEmpty() || old.repoDigest().equals(entry.repoDigest()));
    }

    private static boolean isNamed(List<ImageEntry> entries, ImageEntry image) {
        return entries.stream().anyMatch(entry -> entry.isSameImageAs(image));
    }

    /// Changes the list under its lock.
    void update(Change change) throws IOException {
        prepare();
        try (StoreLock _ = root.locks().tags()) {
            ImageIndex document = document();
            List<ImageEntry> before = entries(document);
            List<ImageEntry> after = change.apply(before);
            if (!after.equals(before)) {
                write(withEntries(document, after));
            }
        }
    }

    /// Makes room where there is none for a new list; [#fillReserve] takes it back.
    ///
    /// @return whether there was something to give up
    boolean giveUpReserve() throws IOException {
        return reserve.giveUp();
    }

    /// Takes room for a removal that is to come, as much as there is.
    void fillReserve() throws IOException {
        if (Files.exists(paths.imageList())) {
            reserve.fill(RESERVE + Files.size(paths.imageList()));
        }
    }

    /// Whatever another tool wrote about the whole layout stays.
    private static ImageIndex withEntries(ImageIndex document, List<ImageEntry> entries) {
        return new ImageIndex(
                document.mediaType(),
                entries.stream().map(ImageEntry::descriptor).toList(),
                document.subject(),
                document.annotations(),
                document.artifactType());
    }

    private void write(ImageIndex document) throws IOException {
        // The blobs were forced one by one; their names are, here, all at once.
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (Files.exists(paths.blobs(algorithm))) {
                files.forceDirectory(paths.blobs(algorithm));
            }
        }
        files.forceDirectory(paths.blobs());
        Bytes content = ImageIndexJson.write(document);
        // A list that cannot be read again would be the end of the whole store.
        ImageIndexJson.parse(content, "new list of images");
        replace(paths.imageList(), content);
        fillReserve();
    }

    private void replace(Path target, Bytes content) throws IOException {
        String name = String.valueOf(target.getFileName());
        try (Ingest ingest =
                Ingest.create(files, paths.ingest(), name, "the list of images, " + name)) {
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
