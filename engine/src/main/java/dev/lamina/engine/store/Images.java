package dev.lamina.engine.store;

import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.InvalidReferenceException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Lists and finds the images of a store.
final class Images {

    private static final Pattern ID_PREFIX = Pattern.compile("(?:sha256:)?[0-9a-f]{1,64}");

    private final StorePaths paths;
    private final ImageList list;
    private final Catalog catalog;
    private final Layers layers;

    Images(StorePaths paths, ImageList list, Catalog catalog, Layers layers) {
        this.paths = paths;
        this.list = list;
        this.catalog = catalog;
        this.layers = layers;
    }

    List<ImageSummary> summaries() throws IOException {
        Map<Digest, List<StoredImage>> byId = new LinkedHashMap<>();
        for (StoredImage image : catalog.readable(list.read())) {
            byId.computeIfAbsent(image.id(), id -> new ArrayList<>()).add(image);
        }
        List<ImageSummary> summaries = new ArrayList<>();
        for (List<StoredImage> same : byId.values()) {
            summaries.add(summary(same));
        }
        summaries.sort(
                Comparator.comparing((ImageSummary image) -> image.created().orElse(Instant.EPOCH))
                        .reversed()
                        .thenComparing(ImageSummary::id));
        return summaries;
    }

    private ImageSummary summary(List<StoredImage> same) throws IOException {
        StoredImage image = same.getFirst();
        long size = 0;
        for (long layerSize : layerSizes(image)) {
            size += layerSize;
        }
        return new ImageSummary(
                image.id(),
                tags(same),
                repoDigests(same),
                image.config().created(),
                size,
                image.config().config().labels(),
                image.config().platform());
    }

    /// Finds an image by reference, by ID or by the beginning of an ID.
    ///
    /// @throws NotFoundException if there is none
    /// @throws StoreDamagedException if its documents are damaged or missing
    ImageDetails details(String nameOrId) throws IOException {
        List<ImageEntry> entries = list.read();
        List<StoredImage> images = catalog.readable(entries);
        StoredImage image;
        try {
            image = find(images, nameOrId).image();
        } catch (NotFoundException e) {
            checkDamage(entries, nameOrId);
            throw e;
        }
        List<StoredImage> same = sameId(images, image);
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

    /// @throws StoreDamagedException if there is an image of this name that cannot be read
    private void checkDamage(List<ImageEntry> entries, String name) throws IOException {
        for (ImageEntry entry : named(entries, name)) {
            try {
                catalog.read(entry);
            } catch (NotFoundException | ImageFormatException e) {
                throw new StoreDamagedException(
                        paths.blob(entry.target().digest()), e.getMessage());
            }
        }
    }

    /// Returns the entries that a reference or a digest means, whether they can be read or not.
    static List<ImageEntry> named(List<ImageEntry> entries, String name) {
        Optional<Reference> wanted = Optional.empty();
        try {
            wanted = Optional.of(Reference.parse(name).withDefaultTag());
        } catch (InvalidReferenceException e) {
            // Perhaps it is a digest.
        }
        List<ImageEntry> named = new ArrayList<>();
        for (ImageEntry entry : entries) {
            if (wanted.isPresent() && entry.reference().equals(wanted)
                    || entry.target().digest().toString().equals(name)) {
                named.add(entry);
            }
        }
        return named;
    }

    /// What a name led to.
    ///
    /// @param byReference whether the name was a reference, not an ID
    record Found(StoredImage image, boolean byReference) {}

    /// Finds the image that a name means: a reference first, then an ID.
    ///
    /// @throws NotFoundException if there is none, or if several IDs begin so
    static Found find(List<StoredImage> images, String nameOrId) throws NotFoundException {
        Optional<StoredImage> named = byReference(images, nameOrId);
        if (named.isPresent()) {
            return new Found(named.get(), true);
        }
        if (!ID_PREFIX.matcher(nameOrId).matches()) {
            throw new NotFoundException("image", nameOrId);
        }
        String hex = nameOrId.substring(nameOrId.indexOf(':') + 1);
        List<StoredImage> matching = images.stream().filter(image -> isCalled(image, hex)).toList();
        long ids = matching.stream().map(StoredImage::id).distinct().count();
        if (ids != 1) {
            throw new NotFoundException(
                    "image", ids == 0 ? nameOrId : nameOrId + " (several IDs begin so)");
        }
        return new Found(matching.getFirst(), false);
    }

    private static boolean isCalled(StoredImage image, String hex) {
        return image.id().hex().startsWith(hex)
                || image.descriptor().digest().hex().startsWith(hex)
                || image.entry().target().digest().hex().startsWith(hex);
    }

    private static Optional<StoredImage> byReference(List<StoredImage> images, String name) {
        Reference reference;
        try {
            reference = Reference.parse(name).withDefaultTag();
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
        return images.stream().filter(image -> isNamed(image, reference)).findFirst();
    }

    private static boolean isNamed(StoredImage image, Reference wanted) {
        Optional<Reference> name = image.entry().reference();
        if (name.isEmpty() || !name.get().name().equals(wanted.name())) {
            return false;
        }
        if (wanted.digest().isEmpty()) {
            return name.get().tag().equals(wanted.tag());
        }
        Digest digest = wanted.digest().get();
        return image.entry().target().digest().equals(digest)
                || image.descriptor().digest().equals(digest);
    }

    static List<StoredImage> sameId(List<StoredImage> images, StoredImage image) {
        return images.stream().filter(other -> other.id().equals(image.id())).toList();
    }

    private static List<Reference> tags(List<StoredImage> same) {
        return same.stream()
                .map(StoredImage::entry)
                .filter(ImageEntry::isTag)
                .map(entry -> entry.reference().orElseThrow())
                .sorted(Comparator.comparing(Reference::toString))
                .toList();
    }

    private static List<Reference> repoDigests(List<StoredImage> same) {
        var digests = new TreeSet<>(Comparator.comparing(Reference::toString));
        for (StoredImage image : same) {
            image.entry().repoDigest().ifPresent(digests::add);
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
        Optional<Seal> seal = layers.seal(layer);
        if (seal.isPresent()) {
            return seal.get().contentSize();
        }
        try {
            // The seal is lost, and only a writer makes a new one: nearly right beats nothing.
            return Files.size(paths.tar(layer));
        } catch (NoSuchFileException e) {
            // Another tool brought the image, and nobody has looked into it yet.
            return blob.size();
        }
    }
}
