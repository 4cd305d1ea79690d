package dev.lamina.engine.store;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the documents of images.
public final class Catalog {

    private final Blobs blobs;

    Catalog(Blobs blobs) {
        this.blobs = blobs;
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
    /// an index here.
    ///
    /// @throws NotFoundException if a document is not in the store
    List<StoredImage> readAll(ImageEntry entry) throws IOException {
        if (entry.manifest().isPresent()) {
            return List.of(read(entry));
        }
        List<StoredImage> images = new ArrayList<>();
        for (Descriptor manifest : list(entry.target()).manifests()) {
            if (blobs.has(manifest)) {
                images.add(read(entry, manifest));
            }
        }
        return images;
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
        return new StoredImage(entry, descriptor, manifest, manifestBytes, config, configBytes);
    }

    private Descriptor manifestDescriptor(ImageEntry entry) throws IOException {
        Descriptor target = entry.target();
        if (!MediaType.isIndex(target.mediaType())) {
            return Descriptor.of(target.mediaType(), target.digest(), target.size());
        }
        ImageIndex list = list(target);
        for (Descriptor manifest : list.manifests()) {
            boolean chosen =
                    entry.manifest().isPresent()
                            ? entry.manifest().get().equals(manifest.digest())
                            : blobs.has(manifest);
            if (chosen) {
                return manifest;
            }
        }
        throw new NotFoundException("manifest of index", target.digest().toString());
    }

    /// Reads an index of manifests.
    public ImageIndex list(Descriptor target) throws IOException {
        return ImageIndexJson.parse(blobs.document(target.digest()), "index " + target.digest());
    }
}
