package dev.lamina.engine.store;

import dev.lamina.engine.disk.PrivateDirectory;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.Union;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The bytes of images on disk: the blobs of an OCI image layout, and beside them the layers and unions
/// that are derived from blobs. Knows no names; a [Listing] above it does.
///
/// Several processes may use one store at once. Readers take no lock. What a reader can see is
/// complete and verified; a derived file that is missing or damaged is made again on the way.
public final class Store {

    private final StoreRoot root;
    private final StorePaths paths;
    private final Hashing hashing;
    private final Locks locks;
    private final Listing listing;
    private final Blobs blobs;
    private final Layers layers;
    private final Unions unions;
    private final Leases leases;
    private final LayerRepair repair;

    /// Opens a store. Nothing is read, made or locked before it is needed; a directory that does
    /// not exist is an empty store.
    ///
    /// @param boot which boot of the machine this is, if that is known
    public Store(
            StoreRoot root, Optional<String> boot, Hashing hashing, Blobs blobs, Listing listing) {
        this.root = root;
        this.paths = root.paths();
        this.hashing = hashing;
        this.locks = root.locks();
        this.listing = listing;
        this.blobs = blobs;
        this.layers = new Layers(paths, root.files(), boot, hashing);
        this.unions = new Unions(paths, root.files(), boot);
        this.leases = new Leases(paths, root.files());
        this.repair = new LayerRepair(paths, locks, blobs, layers, listing);
    }

    /// Its ground, on which other parts of a store stand too.
    public StoreRoot root() {
        return root;
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

    public Unions unions() {
        return unions;
    }

    /// Refuses a root that is a file, or a directory of something else: it is no empty store.
    ///
    /// @throws IOException if it is such a one
    public void checkRoot() throws IOException {
        PrivateDirectory.checkContent(paths.root());
    }

    /// Closes the store to others, if it is there.
    ///
    /// @throws IOException if others own or could change it, or its place
    public void claim() throws IOException {
        root.claim();
    }

    /// Begins to add content: until it is closed, nothing is swept.
    public StoreLock use() throws IOException {
        listing.prepare();
        return locks.use();
    }

    /// Waits until nobody else, here or in another process, does the work that `name` stands for.
    public StoreLock lock(String name) throws IOException {
        root.claim();
        return locks.named(name);
    }

    /// Begins the work that `name` stands for, if nobody else does it.
    public Optional<StoreLock> tryLock(String name) throws IOException {
        root.claim();
        return locks.tryNamed(name);
    }

    /// Tells whether somebody has such a lock, in this process or another.
    public boolean isLocked(String name) throws IOException {
        root.claim();
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
    ///
    /// @param lasting whether it is to survive a power cut, because what needs it does
    public void lease(Lease lease, boolean lasting) throws IOException {
        try (StoreLock _ = use()) {
            leases.add(lease, lasting);
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
}
