package dev.lamina.engine.store;

import dev.lamina.engine.disk.Boot;
import dev.lamina.engine.disk.HostFiles;
import dev.lamina.engine.disk.PrivateDirectory;
import dev.lamina.engine.disk.Reserve;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.Union;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Images on disk: an OCI image layout, and beside it the layers and unions derived from its blobs.
///
/// Several processes may use one store at once. Readers take no lock. What a reader can see is
/// complete and verified; a derived file that is missing or damaged is made again on the way.
public final class Store implements AutoCloseable {

    private final StorePaths paths;
    private final StoreFiles files;
    private final Hashing hashing;
    private final Locks locks;
    private final Blobs blobs;
    private final Layers layers;
    private final Unions unions;
    private final ImageList list;
    private final Catalog catalog;
    private final Leases leases;
    private final Images images;
    private final LayerRepair repair;

    private Store(StorePaths paths, StoreFiles files, Optional<String> boot, Hashing hashing) {
        this.paths = paths;
        this.files = files;
        this.hashing = hashing;
        this.locks = new Locks(paths);
        this.blobs = new Blobs(paths, files, hashing);
        this.layers = new Layers(paths, files, boot, hashing);
        this.unions = new Unions(paths, files, boot);
        this.list = new ImageList(paths, files, locks, new FoundImages(paths, blobs));
        this.catalog = new Catalog(blobs, Platform.ofHost(System.getProperty("os.arch")));
        this.leases = new Leases(paths, files);
        this.images = new Images(paths, list, catalog, layers, unions);
        this.repair = new LayerRepair(paths, locks, blobs, layers, list, catalog);
    }

    /// Opens a store. Nothing is read, made or locked before it is needed; a directory that does
    /// not exist is an empty store. The JDK hashes.
    public static Store open(StorePaths paths) {
        return open(paths, new JdkHashing());
    }

    /// Opens a store with another way to hash.
    public static Store open(StorePaths paths, Hashing hashing) {
        return new Store(paths, new HostFiles(), Boot.current(), hashing);
    }

    /// Opens a store over other files, or in another boot of the machine.
    static Store open(StorePaths paths, StoreFiles files, Optional<String> boot) {
        return new Store(paths, files, boot, new JdkHashing());
    }

    public StorePaths paths() {
        return paths;
    }

    /// How it hashes what comes in.
    public Hashing hashing() {
        return hashing;
    }

    public Blobs blobs() {
        return blobs;
    }

    public Layers layers() {
        return layers;
    }

    public Catalog catalog() {
        return catalog;
    }

    /// The list of references and what they point at.
    public ImageList list() {
        return list;
    }

    /// Lists the images, the youngest first.
    public List<ImageSummary> images() throws IOException {
        return images.summaries(Optional.empty());
    }

    /// Lists the images that have a wanted name, the youngest first; what else they are called may be
    /// left out. No other image is read.
    public List<ImageSummary> images(Predicate<Reference> names) throws IOException {
        return images.summaries(Optional.of(names));
    }

    /// Tells which blobs the repositories of a registry have, as far as the images of the store show.
    public Map<Reference, Set<Digest>> blobsByRepository(String registry) throws IOException {
        return images.blobsByRepository(registry);
    }

    /// Finds an image by reference, by ID or by the beginning of an ID.
    ///
    /// @throws NotFoundException if there is none
    public ImageDetails image(String nameOrId) throws IOException {
        return images.details(nameOrId);
    }

    /// Refuses a root that is a file, or a directory of something else: it is no empty store.
    ///
    /// @throws IOException if it is such a one
    public void checkRoot() throws IOException {
        PrivateDirectory.checkContent(paths.root(), paths.names());
    }

    /// Closes the store to others, if it is there.
    ///
    /// @throws IOException if others own or could change it, or its place
    public void claim() throws IOException {
        list.claim();
    }

    /// Begins to add content: until it is closed, nothing is swept.
    public StoreLock use() throws IOException {
        list.prepare();
        return locks.use();
    }

    /// Waits until nobody else, here or in another process, does the work that `name` stands for.
    public StoreLock lock(String name) throws IOException {
        list.claim();
        return locks.named(name);
    }

    /// Begins the work that `name` stands for, if nobody else does it.
    public Optional<StoreLock> tryLock(String name) throws IOException {
        list.claim();
        return locks.tryNamed(name);
    }

    /// Tells whether somebody has such a lock, in this process or another.
    public boolean isLocked(String name) throws IOException {
        list.claim();
        return locks.isTaken(name);
    }

    /// Makes a verified layer visible. In a power cut it may be lost until the list of images is
    /// written. The caller has the store in use.
    ///
    /// @param blob what the tar was read from; it is visible already
    public void commit(LayerIngest layer, Digest blob) throws IOException {
        // Another blob of the same layer may arrive at this time, or a reader mend it.
        try (StoreLock _ = locks.layer(layer.diffId())) {
            layer.commit(blob);
        }
    }

    /// Deletes what no image and no lease needs, unless somebody adds content at this time.
    public void sweep() throws IOException {
        list.prepare();
        sweeping().run(locks);
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
        try (StoreLock _ = use()) {
            ImageEntry entry = images.lookup(list.read()).find(source).image().entry();
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
        return list.giveUpReserve() | sweeping().sweepIngest(locks);
    }

    private List<Removal> removeNow(String nameOrId, boolean force) throws IOException {
        List<Removal> removals = new ArrayList<>();
        Set<List<Digest>> lost = new HashSet<>();
        try (StoreLock _ = use()) {
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

    private Sweep sweeping() {
        return new Sweep(paths, files, list, catalog, leases);
    }

    private List<ImageEntry> without(
            List<ImageEntry> entries, String nameOrId, boolean force, List<Removal> removals)
            throws IOException {
        var removal = new ImageRemoval(entries, images.lookup(entries), leases.all(), force);
        removal.remove(nameOrId);
        removals.addAll(removal.removals());
        return removal.after();
    }

    /// Returns a layer's uncompressed tar; made again from its blob if it is missing or damaged.
    ///
    /// @throws NotFoundException if the store has no such layer
    public Path tar(DiffId layer) throws IOException {
        if (layers.trusted(layer).isEmpty()) {
            mend(layer);
        }
        return paths.tar(layer);
    }

    /// Reads a layer's index; made again if it is missing or damaged.
    ///
    /// @throws NotFoundException if the store has no such layer
    public LayerIndex layerIndex(DiffId layer) throws IOException {
        tar(layer);
        Optional<LayerIndex> found = layers.index(layer);
        if (found.isPresent()) {
            return found.get();
        }
        mend(layer);
        return layers.index(layer)
                .orElseThrow(
                        () ->
                                new StoreDamagedException(
                                        paths.layerIndex(layer), "damaged as soon as written"));
    }

    private void mend(DiffId layer) throws IOException {
        try (StoreLock _ = use()) {
            repair.mend(layer);
        }
    }

    /// Returns the merged tree of layers.
    ///
    /// @param stack the layers, lowest first
    /// @throws NotFoundException if the store lacks one of the layers
    public Tree tree(List<DiffId> stack) throws IOException {
        var union = new Union();
        for (DiffId layer : stack) {
            union.apply(layerIndex(layer));
        }
        return union.finish();
    }

    /// Returns the union of layers as the kernel mounts it; made if it is missing or damaged.
    ///
    /// @param stack the layers, lowest first; at least one
    /// @throws NotFoundException if the store lacks one of the layers
    /// @throws InexpressibleUnionException if it must be shown in another way
    public UnionFile union(List<DiffId> stack) throws IOException {
        ChainId union = ChainId.of(stack);
        List<Path> tars = new ArrayList<>();
        // A layer that occurs twice is one device.
        for (DiffId layer : new LinkedHashSet<>(stack)) {
            tars.add(tar(layer));
        }
        if (!unions.has(union)) {
            makeUnion(stack, this::layerIndex);
        }
        return new UnionFile(paths.union(union), stack, tars);
    }

    /// Makes the union of layers that are in the store, unless it is there.
    ///
    /// @param stack   the layers, lowest first; at least one
    /// @param indexes of the layers, which the caller may have
    /// @throws InexpressibleUnionException if it must be shown in another way
    public void makeUnion(List<DiffId> stack, LayerSource indexes) throws IOException {
        ChainId union = ChainId.of(stack);
        try (StoreLock _ = use();
                StoreLock _ = lock("union " + union)) {
            if (!unions.has(union)) {
                unions.write(stack, indexes);
            }
        }
    }

    /// Begins a lease; one of the same name is replaced.
    public void lease(Lease lease) throws IOException {
        try (StoreLock _ = use()) {
            leases.add(lease);
        }
    }

    /// Lists the leases.
    public List<Lease> leases() throws IOException {
        return leases.all();
    }

    /// Ends a lease, if there is one of that name.
    public void release(String leaseName) throws IOException {
        leases.remove(leaseName);
    }

    @Override
    public void close() {}
}
