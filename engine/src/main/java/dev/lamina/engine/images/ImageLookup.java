package dev.lamina.engine.images;

import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.InvalidReferenceException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds images in one state of the list by what people call them: a reference first, then an ID.
///
/// Only the documents of what was found are read; of entries that another tool or an earlier version
/// wrote, the manifests too where an image ID matters.
final class ImageLookup {

    private static final Pattern ID_PREFIX = Pattern.compile("(?:sha256:)?[0-9a-f]{1,64}");

    private final StorePaths paths;
    private final Catalog catalog;
    private final List<ImageEntry> entries;
    private final Map<List<Digest>, Optional<Digest>> ids = new HashMap<>();

    ImageLookup(StorePaths paths, Catalog catalog, List<ImageEntry> entries) {
        this.paths = paths;
        this.catalog = catalog;
        this.entries = List.copyOf(entries);
    }

    /// The image to which a name led.
    ///
    /// @param reference what the name was if it was a reference, not an ID
    record Found(StoredImage image, Optional<Reference> reference) {}

    /// Finds the image that a name means.
    ///
    /// @throws NotFoundException if there is none, or if several IDs begin so
    /// @throws StoreDamagedException if its documents are damaged or missing
    Found find(String nameOrId) throws IOException {
        Optional<Reference> reference = reference(nameOrId);
        List<ImageEntry> named = named(reference);
        for (ImageEntry entry : named) {
            Optional<StoredImage> image = catalog.readIfWhole(entry);
            if (image.isPresent()) {
                return new Found(image.get(), reference);
            }
        }
        checkDamage(named);
        List<ImageEntry> called = called(nameOrId);
        for (ImageEntry entry : called) {
            Optional<StoredImage> image = catalog.readIfWhole(entry);
            if (image.isPresent()) {
                return new Found(image.get(), Optional.empty());
            }
        }
        checkDamage(called);
        throw new NotFoundException("image", nameOrId);
    }

    /// Returns the entries that a name means, whether they can be read or not.
    ///
    /// @throws NotFoundException if several IDs begin so
    List<ImageEntry> meant(String nameOrId) throws IOException {
        List<ImageEntry> named = named(reference(nameOrId));
        return named.isEmpty() ? called(nameOrId) : named;
    }

    private static Optional<Reference> reference(String name) {
        try {
            return Optional.of(Reference.parse(name).withDefaultTag().canonical());
        } catch (InvalidReferenceException e) {
            return Optional.empty(); // Perhaps it is an ID.
        }
    }

    /// Entries that are called exactly so come first: a digest may be that of a tag too.
    private List<ImageEntry> named(Optional<Reference> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<ImageEntry> named = new ArrayList<>();
        for (ImageEntry entry : entries) {
            if (entry.reference().equals(wanted)) {
                named.add(entry);
            }
        }
        for (ImageEntry entry : entries) {
            if (!entry.reference().equals(wanted) && entry.isKnownAs(wanted.get())) {
                named.add(entry);
            }
        }
        return named;
    }

    /// Returns the entries whose image, manifest or index has a digest that begins so.
    private List<ImageEntry> called(String id) throws IOException {
        if (!ID_PREFIX.matcher(id).matches()) {
            return List.of();
        }
        String hex = id.substring(id.indexOf(':') + 1);
        List<ImageEntry> called = new ArrayList<>();
        Set<Optional<Digest>> images = new HashSet<>();
        for (ImageEntry entry : entries) {
            Optional<Digest> image = id(entry);
            if (begins(image, hex)
                    || begins(entry.manifest(), hex)
                    || begins(Optional.of(entry.target().digest()), hex)) {
                called.add(entry);
                images.add(image);
            }
        }
        if (images.size() > 1) {
            throw new NotFoundException("image", id + " (several IDs begin so)");
        }
        return called;
    }

    private static boolean begins(Optional<Digest> digest, String hex) {
        return digest.isPresent() && digest.get().hex().startsWith(hex);
    }

    private Optional<Digest> id(ImageEntry entry) throws IOException {
        Optional<Digest> known = ids.get(entry.documents());
        if (known == null) {
            known = catalog.id(entry);
            ids.put(entry.documents(), known);
        }
        return known;
    }

    /// @throws StoreDamagedException if one cannot be read
    private void checkDamage(List<ImageEntry> meant) throws IOException {
        for (ImageEntry entry : meant) {
            try {
                catalog.read(entry);
            } catch (NotFoundException | ImageFormatException e) {
                throw new StoreDamagedException(
                        paths.blob(entry.target().digest()), e.getMessage());
            }
        }
    }

    /// Returns all entries of an image.
    List<ImageEntry> same(Digest image) throws IOException {
        List<ImageEntry> same = new ArrayList<>();
        for (ImageEntry entry : entries) {
            if (id(entry).equals(Optional.of(image))) {
                same.add(entry);
            }
        }
        return same;
    }

    /// Reads the images other than one; those that cannot be read are left out.
    List<StoredImage> others(Digest image) throws IOException {
        List<ImageEntry> others = new ArrayList<>(entries);
        others.removeAll(same(image));
        return catalog.readable(others);
    }
}
