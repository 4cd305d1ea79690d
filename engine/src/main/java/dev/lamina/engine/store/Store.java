package dev.lamina.engine.store;

import dev.lamina.image.DiffId;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Images on disk: an OCI image layout, and beside it the layers and unions derived from its blobs.
///
/// Several processes may use one store at once. Readers take no lock. What a reader can see is
/// complete and verified.
public final class Store implements AutoCloseable {

    private final StorePaths paths;

    private Store(StorePaths paths) {
        this.paths = paths;
    }

    /// Opens a store. Nothing is read, made or locked before it is needed; a directory that does
    /// not exist is an empty store.
    public static Store open(StorePaths paths) {
        return new Store(paths);
    }

    public StorePaths paths() {
        return paths;
    }

    /// Lists the images, the youngest first.
    public List<ImageSummary> images() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Finds an image by reference, by ID or by the beginning of an ID.
    ///
    /// @throws NotFoundException if there is none
    public ImageDetails image(String nameOrId) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Gives an image a further reference; an image that had it before loses it.
    ///
    /// @throws NotFoundException if there is no image `source`
    public void tag(String source, Reference target) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Removes a reference, and with the last one the image and what only it needs.
    ///
    /// @param nameOrId an ID removes all references of the image
    /// @param force    also if an ID has several references, and if a lease holds the image: then
    ///     it stays, without a name
    /// @throws NotFoundException if there is none
    /// @throws ImageInUseException if without `force` it stays
    public List<Removal> remove(String nameOrId, boolean force) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Returns a layer's uncompressed tar; made again from its blob if it is missing or damaged.
    ///
    /// @throws NotFoundException if the store has no such layer
    public Path tar(DiffId layer) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Returns the union of layers as the kernel mounts it; made if it is missing or damaged.
    ///
    /// @param layers lowest first
    /// @throws NotFoundException if the store lacks one of the layers
    public UnionFile union(List<DiffId> layers) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Begins a lease; one of the same name is replaced.
    public void lease(Lease lease) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Ends a lease, if there is one of that name.
    public void release(String leaseName) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
