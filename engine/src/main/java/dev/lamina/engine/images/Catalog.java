package dev.lamina.engine.images;

import dev.lamina.engine.store.Blobs;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ManifestJson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the documents of images.
public final class Catalog {

    private final Blobs blobs;
    private final Platform host;

    /// @param host chooses among the images of an index that another tool wrote here
    Catalog(Blobs blobs, Platform host) {
        this.blobs = blobs;
        this.host = host;
    }

    /// Reads the documents of all entries, each document once, however many tags it has. An entry whose
    /// documents are missing or damaged is left out: what a list shows is whole.
    List<StoredImage> readable(List<ImageEntry> entries) throws IOException {
        Map<List<Digest>, Optional<StoredImage>> known = new HashMap<>();
        List<StoredImage> images = new ArrayList<>();
        for (ImageEntry entry : entries) {
            Optional<StoredImage> image = known.get(entry.documents());
            if (image == null) {
                image = readIfWhole(entry);
                known.put(entry.documents(), image);
            }
            image.ifPresent(found -> images.add(found.under(entry)));
        }
        return images;
    }

    /// Reads the documents of an entry; empty if one is missing or damaged.
    Optional<StoredImage> readIfWhole(ImageEntry entry) throws IOException {
        try {
            return Optional.of(read(entry));
        } catch (NotFoundException | StoreDamagedException | ImageFormatException e) {
            return Optional.empty();
        }
    }

    /// Returns the image ID of an entry; empty if that cannot be read. The list says it of images that
    /// we brought; otherwise their manifests do.
    Optional<Digest> id(ImageEntry entry) throws IOException {
        if (entry.config().isPresent()) {
            return entry.config();
        }
        try {
            Descriptor descriptor = manifestDescriptor(entry);
            return Optional.of(
                    manifest(descriptor, blobs.document(descriptor.digest())).config().digest());
        } catch (NotFoundException | StoreDamagedException | ImageFormatException e) {
            return Optional.empty();
        }
    }

    private static Manifest manifest(Descriptor descriptor, Bytes bytes) throws IOException {
        return ManifestJson.parse(bytes, descriptor.mediaType(), "manifest " + descriptor.digest());
    }

    /// Reads the documents of an entry.
    ///
    /// @throws NotFoundException if a document is not in the store
    StoredImage read(ImageEntry entry) throws IOException {
        return read(entry, manifestDescriptor(entry));
    }

    /// Reads the documents of all images of an entry. There may be several if another tool wrote
    /// an index here, and none if that is no image's.
    ///
    /// @param others takes the digests of what else the entry needs
    /// @throws NotFoundException if a document is not in the store
    List<StoredImage> readAll(ImageEntry entry, Consumer<Digest> others) throws IOException {
        List<Descriptor> all = List.of();
        if (MediaType.isIndex(entry.target().mediaType())) {
            ListedManifests listed = ListedManifests.read(blobs, entry.target());
            listed.others().forEach(others);
            all = listed.manifests();
        }
        List<StoredImage> images = new ArrayList<>();
        for (Descriptor manifest :
                entry.manifest().isPresent() ? List.of(manifestDescriptor(entry)) : all) {
            try {
                images.add(read(entry, manifest));
            } catch (ImageFormatException e) {
                // An artifact, which another tool keeps here.
                nameBlobs(manifest, others);
            }
        }
        return images;
    }

    private void nameBlobs(Descriptor descriptor, Consumer<Digest> others) throws IOException {
        others.accept(descriptor.digest());
        Manifest manifest = manifest(descriptor, blobs.document(descriptor.digest()));
        others.accept(manifest.config().digest());
        manifest.layers().forEach(layer -> others.accept(layer.digest()));
    }

    private StoredImage read(ImageEntry entry, Descriptor descriptor) throws IOException {
        Bytes manifestBytes = blobs.document(descriptor.digest());
        Manifest manifest = manifest(descriptor, manifestBytes);
        Digest id = manifest.config().digest();
        Bytes configBytes = blobs.document(id);
        ImageConfig config = ImageConfigJson.parse(configBytes, "config " + id);
        if (config.diffIds().size() != manifest.layers().size()) {
            throw new ImageFormatException(
                    "config " + id,
                    -1,
                    "diffIDs: expected one for each of the manifest's "
                            + manifest.layers().size()
                            + " layers, got "
                            + config.diffIds().size());
        }
        return new StoredImage(
                entry,
                descriptor.withMediaType(manifest.mediaType()),
                manifest,
                manifestBytes,
                config,
                configBytes);
    }

    private Descriptor manifestDescriptor(ImageEntry entry) throws IOException {
        Descriptor target = entry.target();
        if (!MediaType.isIndex(target.mediaType())) {
            return Descriptor.of(target.mediaType(), target.digest(), target.size());
        }
        ListedManifests listed = ListedManifests.read(blobs, target);
        Optional<Descriptor> manifest =
                entry.manifest().isPresent()
                        ? listed.find(entry.manifest().get())
                        : listed.best(host);
        return manifest.orElseThrow(
                () -> new NotFoundException("manifest of index", target.digest().toString()));
    }

    /// Reads an index of manifests.
    public ImageIndex list(Descriptor target) throws IOException {
        return ListedManifests.list(blobs, target);
    }
}
