package dev.lamina.engine.store;

import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides what a removal does to the list of images, by Docker's rules.
///
/// A reference that is not the image's last one is only taken from it. With its last one the image
/// goes. An ID stands for all references of its image.
final class ImageRemoval {

    private final List<StoredImage> images;
    private final List<Lease> leases;
    private final boolean force;
    private final List<Removal> removals = new ArrayList<>();
    private final Set<ImageEntry> removed = new HashSet<>();
    private final List<ImageEntry> added = new ArrayList<>();

    ImageRemoval(List<StoredImage> images, List<Lease> leases, boolean force) {
        this.images = images;
        this.leases = leases;
        this.force = force;
    }

    /// Decides.
    ///
    /// @throws NotFoundException if there is no such image
    /// @throws ImageInUseException if it stays
    void remove(String nameOrId) throws NotFoundException, ImageInUseException {
        Images.Found found = Images.find(images, nameOrId);
        List<StoredImage> same = Images.sameId(images, found.image());
        if (!found.byReference()) {
            removeAll(same, nameOrId);
            return;
        }
        ImageEntry entry = found.image().entry();
        List<ImageEntry> leaving = inSameRepositoryWithoutTag(same, entry);
        if (leaving.size() < same.size()) {
            leaving.forEach(this::untag);
            return;
        }
        removeLast(same, nameOrId);
    }

    /// With the last tag of a repository go the digests by which it was known there.
    private static List<ImageEntry> inSameRepositoryWithoutTag(
            List<StoredImage> same, ImageEntry entry) {
        List<ImageEntry> leaving = new ArrayList<>(List.of(entry));
        List<ImageEntry> others =
                same.stream()
                        .map(StoredImage::entry)
                        .filter(other -> !other.equals(entry))
                        .filter(other -> isInRepository(other, entry))
                        .toList();
        if (others.stream().noneMatch(ImageEntry::isTag)) {
            leaving.addAll(others);
        }
        return leaving;
    }

    private static boolean isInRepository(ImageEntry other, ImageEntry entry) {
        return other.reference()
                .map(Reference::name)
                .equals(entry.reference().map(Reference::name));
    }

    private void removeLast(List<StoredImage> same, String name) throws ImageInUseException {
        Optional<Lease> holder = holder(same.getFirst());
        if (holder.isEmpty()) {
            delete(same);
        } else if (force) {
            keepUnnamed(same);
        } else {
            throw new ImageInUseException(
                    "repository reference \"" + name + "\"",
                    "must force: "
                            + holder.get().purpose()
                            + " is using its image "
                            + same.getFirst().id().shortHex());
        }
    }

    private void removeAll(List<StoredImage> same, String id) throws ImageInUseException {
        long tagCount = same.stream().filter(image -> image.entry().isTag()).count();
        if (tagCount > 1 && !force) {
            throw new ImageInUseException(
                    id, "must be forced: the image has " + tagCount + " tags");
        }
        Optional<Lease> holder = holder(same.getFirst());
        if (holder.isEmpty()) {
            delete(same);
        } else if (force) {
            keepUnnamed(same);
        } else {
            throw new ImageInUseException(
                    id, "must be forced: the image is used by " + holder.get().purpose());
        }
    }

    private Optional<Lease> holder(StoredImage image) {
        return leases.stream().filter(lease -> lease.image().equals(image.id())).findFirst();
    }

    private void delete(List<StoredImage> same) {
        same.forEach(image -> untag(image.entry()));
        StoredImage image = same.getFirst();
        removals.add(new Removal.Deleted(image.id()));
        Set<ChainId> needed = new HashSet<>();
        for (StoredImage other : images) {
            if (!other.id().equals(image.id())) {
                needed.addAll(chain(other.layers()));
            }
        }
        for (ChainId layer : chain(image.layers()).reversed()) {
            if (!needed.contains(layer)) {
                removals.add(new Removal.Deleted(layer.digest()));
            }
        }
    }

    /// The stacks that an image is made of, from its lowest layer alone to all of them.
    private static List<ChainId> chain(List<DiffId> layers) {
        List<ChainId> chain = new ArrayList<>();
        for (int height = 1; height <= layers.size(); height++) {
            chain.add(ChainId.of(layers.subList(0, height)));
        }
        return chain;
    }

    private void keepUnnamed(List<StoredImage> same) {
        same.forEach(image -> untag(image.entry()));
        ImageEntry entry = same.getFirst().entry();
        added.add(new ImageEntry(Optional.empty(), entry.target(), entry.manifest()));
    }

    /// Takes the reference of an entry away, whatever becomes of the image.
    void untag(ImageEntry entry) {
        removed.add(entry);
        if (entry.reference().isEmpty()) {
            return;
        }
        removals.add(new Removal.Untagged(entry.reference().get()));
        if (entry.isTag() && isLastInRepository(entry)) {
            removals.add(new Removal.Untagged(entry.repoDigest().orElseThrow()));
        }
    }

    private boolean isLastInRepository(ImageEntry entry) {
        return images.stream()
                .map(StoredImage::entry)
                .filter(other -> !removed.contains(other))
                .noneMatch(other -> other.repoDigest().equals(entry.repoDigest()));
    }

    /// What the user is told.
    List<Removal> removals() {
        return removals;
    }

    /// Returns the list as it is afterwards.
    List<ImageEntry> applyTo(List<ImageEntry> entries) {
        List<ImageEntry> after = new ArrayList<>(entries);
        after.removeAll(removed);
        after.addAll(added);
        return after;
    }
}
