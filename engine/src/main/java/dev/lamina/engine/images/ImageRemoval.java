package dev.lamina.engine.images;

import dev.lamina.engine.store.Lease;
import dev.lamina.engine.value.image.ImageInUseException;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.ChainId;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides what a removal does to the list of images, by Docker's rules.
///
/// A reference that is not the image's last one is only taken from it. With its last one the image
/// goes. An ID stands for all references of its image. A digest is a reference like a tag, and one
/// does not take the other with it; only with the last tag of a repository go its digests.
final class ImageRemoval {

    private final List<ImageEntry> entries;
    private final ImageLookup lookup;
    private final List<Lease> leases;
    private final boolean force;
    private final List<Removal> removals = new ArrayList<>();
    private final Set<ImageEntry> removed = new HashSet<>();
    private final List<ImageEntry> added = new ArrayList<>();

    /// @param lookup in these entries
    ImageRemoval(List<ImageEntry> entries, ImageLookup lookup, List<Lease> leases, boolean force) {
        this.entries = entries;
        this.lookup = lookup;
        this.leases = leases;
        this.force = force;
    }

    /// Decides.
    ///
    /// @throws NotFoundException if there is no such image
    /// @throws ImageInUseException if it stays
    void remove(String nameOrId) throws IOException {
        ImageLookup.Found found;
        try {
            found = lookup.find(nameOrId);
        } catch (StoreDamagedException e) {
            // Nobody can say which layers are its own; the sweep will.
            lookup.meant(nameOrId).forEach(this::untag);
            return;
        }
        StoredImage image = found.image();
        List<ImageEntry> same = lookup.same(image.id());
        if (found.reference().isEmpty()) {
            removeAll(image, same, nameOrId);
        } else if (found.reference().get().digest().isPresent()) {
            removeDigest(image, same, found.reference().get(), nameOrId);
        } else {
            removeTag(image, same, found.reference().get(), nameOrId);
        }
    }

    private void removeTag(StoredImage image, List<ImageEntry> same, Reference tag, String nameOrId)
            throws IOException {
        List<ImageEntry> leaving = new ArrayList<>();
        List<ImageEntry> others = new ArrayList<>();
        for (ImageEntry entry : same) {
            if (entry.reference().equals(Optional.of(tag))) {
                leaving.add(entry);
            } else if (entry.isInRepositoryOf(tag)) {
                others.add(entry);
            }
        }
        if (others.stream().noneMatch(ImageEntry::isTag)) {
            leaving.addAll(others);
        }
        untagOrRemove(image, same, leaving, nameOrId);
    }

    private void removeDigest(
            StoredImage image, List<ImageEntry> same, Reference digest, String nameOrId)
            throws IOException {
        List<ImageEntry> leaving = new ArrayList<>();
        for (ImageEntry entry : same) {
            if (entry.isKnownAs(digest) && !entry.isTag()) {
                leaving.add(entry);
            }
        }
        untagOrRemove(image, same, leaving, nameOrId);
        for (ImageEntry entry : same) {
            if (entry.isKnownAs(digest) && entry.isTag()) {
                removed.add(entry);
                added.add(entry.withoutDigest());
            }
        }
        if (leaving.isEmpty()) {
            removals.add(new Removal.Untagged(digest));
        }
    }

    private void untagOrRemove(
            StoredImage image, List<ImageEntry> same, List<ImageEntry> leaving, String name)
            throws IOException {
        if (leaving.size() < same.size()) {
            leaving.forEach(this::untag);
        } else {
            removeLast(image, same, name);
        }
    }

    private void removeLast(StoredImage image, List<ImageEntry> same, String name)
            throws IOException {
        Optional<Lease> holder = holder(image);
        if (holder.isPresent() && !force) {
            throw new ImageInUseException(
                    "repository reference \"" + name + "\"",
                    "must force: "
                            + holder.get().purpose()
                            + " is using its image "
                            + image.id().shortHex());
        }
        removeOrKeep(image, same, holder.isPresent());
    }

    private void removeAll(StoredImage image, List<ImageEntry> same, String id) throws IOException {
        long tagCount = same.stream().filter(ImageEntry::isTag).count();
        if (tagCount > 1 && !force) {
            throw new ImageInUseException(
                    id, "must be forced: the image has " + tagCount + " tags");
        }
        if (repositoryCount(same) > 1 && !force) {
            throw new ImageInUseException(
                    id, "must be forced: the image is referenced in multiple repositories");
        }
        Optional<Lease> holder = holder(image);
        if (holder.isPresent() && !force) {
            throw new ImageInUseException(
                    id, "must be forced: the image is used by " + holder.get().purpose());
        }
        removeOrKeep(image, same, holder.isPresent());
    }

    private static long repositoryCount(List<ImageEntry> same) {
        return same.stream()
                .flatMap(entry -> entry.reference().stream())
                .map(Reference::name)
                .distinct()
                .count();
    }

    private Optional<Lease> holder(StoredImage image) {
        return leases.stream().filter(lease -> lease.image().equals(image.id())).findFirst();
    }

    /// @param keep whether the image stays, without a name
    private void removeOrKeep(StoredImage image, List<ImageEntry> same, boolean keep)
            throws IOException {
        same.forEach(this::untag);
        if (keep) {
            ImageEntry entry = image.entry();
            added.add(
                    new ImageEntry(
                            Optional.empty(), entry.target(), entry.manifest(), entry.config()));
            return;
        }
        removals.add(new Removal.Deleted(image.id()));
        Set<ChainId> needed = new HashSet<>();
        for (StoredImage other : lookup.others(image.id())) {
            needed.addAll(ChainId.stacks(other.layers()));
        }
        for (ChainId stack : ChainId.stacks(image.layers()).reversed()) {
            if (!needed.contains(stack)) {
                removals.add(new Removal.Deleted(stack.digest()));
            }
        }
    }

    /// Takes the reference of an entry away, whatever becomes of the image.
    private void untag(ImageEntry entry) {
        removed.add(entry);
        if (entry.reference().isEmpty()) {
            return;
        }
        var untagged = new Removal.Untagged(entry.reference().get());
        if (!removals.contains(untagged)) {
            removals.add(untagged);
        }
        if (entry.isTag() && isLastInRepository(entry)) {
            entry.repoDigest().map(Removal.Untagged::new).ifPresent(removals::add);
        }
    }

    private boolean isLastInRepository(ImageEntry entry) {
        return entries.stream()
                .filter(other -> !removed.contains(other))
                .noneMatch(other -> other.repoDigest().equals(entry.repoDigest()));
    }

    /// The effects, as the user is told of them.
    List<Removal> removals() {
        return removals;
    }

    /// Returns the list as it is afterwards.
    List<ImageEntry> after() {
        List<ImageEntry> after = new ArrayList<>(entries);
        after.removeAll(removed);
        after.addAll(added);
        return after;
    }
}
