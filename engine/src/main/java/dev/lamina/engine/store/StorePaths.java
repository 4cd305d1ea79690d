package dev.lamina.engine.store;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The only table of the store's paths; `docs/formats/store-layout.md` explains each.
///
/// @param root the store itself, an OCI image layout
public record StorePaths(Path root) {

    /// By which rules the trees of unions are made; those of other rules are not looked at.
    private static final String RULES = "-2";

    public StorePaths {
        requireNonNull(root, "root");
        root = root.toAbsolutePath().normalize();
    }

    /// Says which version of the OCI image layout the root follows.
    public Path layoutFile() {
        return root.resolve("oci-layout");
    }

    /// Lists the images: the layout's own index.
    public Path imageList() {
        return root.resolve("index.json");
    }

    public Path blobs() {
        return root.resolve("blobs");
    }

    /// The blobs whose digests are of one algorithm.
    public Path blobs(DigestAlgorithm algorithm) {
        return blobs().resolve(algorithm.prefix());
    }

    /// The exact bytes that a digest names.
    public Path blob(Digest digest) {
        return blobs(digest.algorithm()).resolve(digest.hex());
    }

    public Path layers() {
        return root.resolve("layers");
    }

    /// A layer's uncompressed tar.
    public Path tar(DiffId layer) {
        return layers().resolve(layer.hex() + ".tar");
    }

    /// A layer's index.
    public Path layerIndex(DiffId layer) {
        return layers().resolve(layer.hex() + ".index");
    }

    /// Says what is known of a layer's tar, and since when.
    public Path layerSeal(DiffId layer) {
        return layers().resolve(layer.hex() + ".seal");
    }

    public Path unions() {
        return root.resolve("unions");
    }

    /// The EROFS image of a union.
    public Path union(ChainId union) {
        return unions().resolve(union.hex() + RULES + ".erofs");
    }

    /// Says what is known of a union's EROFS image, and since when.
    public Path unionSeal(ChainId union) {
        return unions().resolve(union.hex() + RULES + ".seal");
    }

    /// Unions as plain directories, where the kernel cannot mount them.
    public Path directories() {
        return root.resolve("directories");
    }

    /// The plain directory of a union.
    public Path directory(ChainId union) {
        return directories().resolve(union.hex() + RULES);
    }

    /// Takes room, to be given up when a removal needs some.
    public Path reserve() {
        return root.resolve("reserve");
    }

    /// Writes in progress; nothing here is visible to a reader.
    public Path ingest() {
        return root.resolve("ingest");
    }

    public Path leases() {
        return root.resolve("leases");
    }

    /// A lease by its name.
    public Path lease(String name) {
        return leases().resolve(name);
    }

    public Path locks() {
        return root.resolve("locks");
    }

    public Path containers() {
        return root.resolve("containers");
    }

    /// All that belongs to one container.
    public Path container(String id) {
        return containers().resolve(id);
    }

    /// Where images are mounted for a user to look into.
    public Path mounts() {
        return root.resolve("mounts");
    }

    /// The names that a store has, relative to its root, as far as nobody else may write there.
    Set<Path> names() {
        Set<Path> names = new LinkedHashSet<>();
        for (Path path :
                List.of(
                        imageList(),
                        layoutFile(),
                        blobs(),
                        blobs(DigestAlgorithm.SHA256),
                        blobs(DigestAlgorithm.SHA512),
                        layers(),
                        unions(),
                        directories(),
                        ingest(),
                        leases(),
                        locks(),
                        containers(),
                        mounts())) {
            names.add(root.relativize(path));
        }
        return names;
    }
}
