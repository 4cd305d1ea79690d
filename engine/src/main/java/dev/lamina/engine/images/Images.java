package dev.lamina.engine.images;

import dev.lamina.engine.disk.Boot;
import dev.lamina.engine.disk.HostFiles;
import dev.lamina.engine.disk.Reserve;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.Blobs;
import dev.lamina.engine.store.Hashing;
import dev.lamina.engine.store.JdkHashing;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.StoreRoot;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImageInUseException;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The images of a store: what they are called, what each is, and which bytes are needed for them.
///
/// Several processes may use one store at once. Readers take no lock.
public final class Images {

    private final StoreRoot root;
    private final Store store;
    private final ImageList list;
    private final Catalog catalog;
    private final ImageFacts facts;

    private Images(StoreRoot root, Optional<String> boot, Hashing hashing) {
        var blobs = new Blobs(root, hashing);
        this.root = root;
        this.list = new ImageList(root, new FoundImages(root.paths(), blobs));
        this.catalog = new Catalog(blobs, Platform.ofHost(System.getProperty("os.arch")));
        this.store = new Store(root, boot, hashing, blobs, new ListedLayers(list, catalog));
        this.facts = new ImageFacts(store, list, catalog);
    }

    /// Opens a store. Nothing is read, made or locked before it is needed; a directory that does
    /// not exist is an empty store. The JDK hashes.
    public static Images open(StorePaths paths) {
        return open(paths, new JdkHashing());
    }

    /// Opens a store with another way to hash.
    public static Images open(StorePaths paths, Hashing hashing) {
        return new Images(new StoreRoot(paths, new HostFiles()), Boot.current(), hashing);
    }

    /// Opens a store over other files, or in another boot of the machine.
    public static Images open(StorePaths paths, StoreFiles files, Optional<String> boot) {
        return new Images(new StoreRoot(paths, files), boot, new JdkHashing());
    }

    /// The bytes.
    public Store store() {
        return store;
    }

    /// The list of references and what they point at.
    public ImageList list() {
        return list;
    }

    public Catalog catalog() {
        return catalog;
    }

    /// Lists the images, the youngest first.
    public List<ImageSummary> summaries() throws IOException {
        return facts.summaries(Optional.empty());
    }

    /// Lists the images that have a wanted name, the youngest first; what else they are called may be
    /// left out. No other image is read.
    public List<ImageSummary> summaries(Predicate<Reference> names) throws IOException {
        return facts.summaries(Optional.of(names));
    }

    /// Finds an image by reference, by ID or by the beginning of an ID. No document of another image
    /// is read, nor of its layers.
    ///
    /// @throws NotFoundException if there is none
    /// @throws StoreDamagedException if its documents are damaged or missing
    public ImageDetails find(String nameOrId) throws IOException {
        return facts.details(nameOrId);
    }

    /// Tells which blobs the repositories of a registry have, as far as the images of the store show.
    public Map<Reference, Set<Digest>> blobsByRepository(String registry) throws IOException {
        return facts.blobsByRepository(registry);
    }

    /// Gives an image a further reference; an image that had it before loses it.
    ///
    /// @throws NotFoundException if there is no image `source`
    public void tag(String source, Reference target) throws IOException {
        if (target.digest().isPresent()) {
            throw new IllegalArgumentException(
                    "refusing to create a tag with a digest reference: " + target.familiar());
        }
        if (target.tag().isEmpty()) {
            throw new IllegalArgumentException("reference: expected a tag, got " + target);
        }
        try (StoreLock _ = store.use()) {
            ImageEntry entry = facts.lookup(list.read()).find(source).image().entry();
            list.put(entry.named(target));
        }
    }

    /// Removes a reference, and with the last one the image and what only it needs.
    ///
    /// @param nameOrId an ID stands for all references of its image
    /// @param force    also if an ID has several tags, and if a lease holds the image: then it
    ///     stays, without a name
    /// @throws NotFoundException if there is none
    /// @throws ImageInUseException if without `force` it stays
    public List<Removal> remove(String nameOrId, boolean force) throws IOException {
        List<Removal> removals;
        try {
            removals = removeNow(nameOrId, force);
        } catch (FileSystemException e) {
            if (!Reserve.mayHelpAgainst(e) || !makeRoom()) {
                throw e;
            }
            removals = removeNow(nameOrId, force);
        }
        list.fillReserve();
        return removals;
    }

    /// A removal must be possible on a full disk, where there is not even room for a shorter list.
    ///
    /// @return whether there is more room now
    private boolean makeRoom() throws IOException {
        return list.giveUpReserve() | sweeping().sweepIngest(root.locks());
    }

    private List<Removal> removeNow(String nameOrId, boolean force) throws IOException {
        List<Removal> removals = new ArrayList<>();
        Set<List<Digest>> lost = new HashSet<>();
        try (StoreLock _ = store.use()) {
            list.update(
                    before -> {
                        List<ImageEntry> after = without(before, nameOrId, force, removals);
                        before.forEach(entry -> lost.add(entry.documents()));
                        after.forEach(entry -> lost.remove(entry.documents()));
                        return after;
                    });
        }
        if (!lost.isEmpty()) {
            sweep();
        }
        return removals;
    }

    private List<ImageEntry> without(
            List<ImageEntry> entries, String nameOrId, boolean force, List<Removal> removals)
            throws IOException {
        var removal = new ImageRemoval(entries, facts.lookup(entries), store.leases(), force);
        removal.remove(nameOrId);
        removals.addAll(removal.removals());
        return removal.after();
    }

    /// Deletes what no image and no lease needs, unless somebody adds content at this time.
    public void sweep() throws IOException {
        list.prepare();
        sweeping().run(root.locks());
    }

    private Sweep sweeping() {
        return new Sweep(root, list, catalog, store);
    }
}
