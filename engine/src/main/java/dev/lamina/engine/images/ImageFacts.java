package dev.lamina.engine.images;

import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.ChainId;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The facts about the images of a store that a list or a document shows.
final class ImageFacts {

    private final Store store;
    private final ImageList list;
    private final Catalog catalog;

    ImageFacts(Store store, ImageList list, Catalog catalog) {
        this.store = store;
        this.list = list;
        this.catalog = catalog;
    }

    /// Lists the images that a wanted reference names, or all, the youngest first.
    ///
    /// @param wanted what the caller asks for; absent if for all, also those without a name
    List<ImageSummary> summaries(Optional<Predicate<Reference>> wanted) throws IOException {
        List<ImageEntry> entries = new ArrayList<>(list.read());
        wanted.ifPresent(names -> entries.removeIf(entry -> !entry.isCalledAny(names)));
        Map<Digest, List<StoredImage>> byId = new LinkedHashMap<>();
        for (StoredImage image : catalog.readable(entries)) {
            byId.computeIfAbsent(image.id(), id -> new ArrayList<>()).add(image);
        }
        List<ImageSummary> summaries = new ArrayList<>();
        for (List<StoredImage> same : byId.values()) {
            summaries.add(summary(same));
        }
        summaries.sort(ImageFacts::youngestFirst);
        return summaries;
    }

    private static int youngestFirst(ImageSummary one, ImageSummary other) {
        Instant created = one.created().orElse(Instant.EPOCH);
        int order = other.created().orElse(Instant.EPOCH).compareTo(created);
        return order != 0 ? order : one.id().compareTo(other.id());
    }

    private ImageSummary summary(List<StoredImage> same) throws IOException {
        StoredImage image = same.getFirst();
        List<ImageEntry> entries = same.stream().map(StoredImage::entry).toList();
        return new ImageSummary(
                image.id(),
                tags(entries),
                repoDigests(entries),
                image.config().created(),
                size(image),
                image.config().config().labels(),
                image.config().platform());
    }

    /// The union's seal knows the size of all layers; only without one each layer is asked.
    private long size(StoredImage image) throws IOException {
        if (image.layers().isEmpty()) {
            return 0;
        }
        OptionalLong known = store.unions().contentSize(ChainId.of(image.layers()));
        if (known.isPresent()) {
            return known.getAsLong();
        }
        long size = 0;
        for (long layerSize : layerSizes(image)) {
            size += layerSize;
        }
        return size;
    }

    /// Finds an image by reference, by ID or by the beginning of an ID. No document of another image
    /// is read, nor of its layers.
    ///
    /// @throws NotFoundException if there is none
    /// @throws StoreDamagedException if its documents are damaged or missing
    ImageDetails details(String nameOrId) throws IOException {
        ImageLookup lookup = lookup(list.read());
        StoredImage image = lookup.find(nameOrId).image();
        List<ImageEntry> same = lookup.same(image.id());
        return new ImageDetails(
                image.entry().target(),
                image.descriptor(),
                image.manifest(),
                image.manifestBytes(),
                image.config(),
                image.configBytes(),
                tags(same),
                repoDigests(same),
                layerSizes(image));
    }

    /// See [Images#blobsByRepository].
    Map<Reference, Set<Digest>> blobsByRepository(String registry) throws IOException {
        List<ImageEntry> entries = new ArrayList<>(list.read());
        entries.removeIf(
                entry -> entry.repoDigest().filter(n -> n.registry().equals(registry)).isEmpty());
        Map<Reference, Set<Digest>> blobs = new LinkedHashMap<>();
        for (StoredImage image : catalog.readable(entries)) {
            Reference repository = image.entry().reference().orElseThrow().withoutTagAndDigest();
            Set<Digest> known = blobs.computeIfAbsent(repository, _ -> new LinkedHashSet<>());
            image.manifest().layers().forEach(layer -> known.add(layer.digest()));
            known.add(image.id());
        }
        return blobs;
    }

    /// Prepares to find images in one state of the list.
    ImageLookup lookup(List<ImageEntry> entries) {
        return new ImageLookup(store.paths(), catalog, entries);
    }

    private static List<Reference> tags(List<ImageEntry> same) {
        return same.stream()
                .filter(ImageEntry::isTag)
                .map(entry -> entry.reference().orElseThrow())
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static List<Reference> repoDigests(List<ImageEntry> same) {
        var digests =
                new TreeSet<Reference>((one, other) -> one.toString().compareTo(other.toString()));
        for (ImageEntry entry : same) {
            entry.repoDigest().ifPresent(digests::add);
        }
        return List.copyOf(digests);
    }

    private List<Long> layerSizes(StoredImage image) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            sizes.add(contentSize(image.layers().get(i), image.manifest().layers().get(i)));
        }
        return sizes;
    }

    private long contentSize(DiffId layer, Descriptor blob) throws IOException {
        OptionalLong known = store.layers().contentSize(layer);
        if (known.isPresent()) {
            return known.getAsLong();
        }
        try {
            // The seal is lost, and only a writer makes a new one: nearly right beats nothing.
            return Files.size(store.paths().tar(layer));
        } catch (NoSuchFileException e) {
            // Another tool brought the image, and nobody has looked into it yet.
            return blob.size();
        }
    }
}
