package dev.lamina.engine.images;

import dev.lamina.engine.store.Blobs;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.PlatformOrder;
import dev.lamina.image.json.ImageIndexJson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The manifests to which an image index of the store leads, through the indexes in it, as far as it is in the store.
final class ListedManifests {

    /// Indexes in each other, and documents in all, that are looked at: as many as a pull brings, and
    /// far more than any tool writes.
    private static final int MAX_DEPTH = 8;

    private static final int MAX_LISTED = 100_000;

    /// BuildKit's mark on what describes another entry.
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    private final Blobs blobs;
    private final List<Descriptor> manifests = new ArrayList<>();
    private final Set<Digest> others = new LinkedHashSet<>();

    private ListedManifests(Blobs blobs) {
        this.blobs = blobs;
    }

    /// Reads an index and those in it.
    ///
    /// @throws NotFoundException if the index itself is not in the store
    static ListedManifests read(Blobs blobs, Descriptor target) throws IOException {
        var listed = new ListedManifests(blobs);
        listed.add(target, 1);
        return listed;
    }

    /// Reads an index alone.
    static ImageIndex list(Blobs blobs, Descriptor target) throws IOException {
        Bytes document = blobs.document(target.digest());
        return ImageIndexJson.parseUsable(document, target.mediaType(), "index " + target.digest());
    }

    private void add(Descriptor index, int depth) throws IOException {
        for (Descriptor entry : list(blobs, index).manifests()) {
            if (!blobs.has(entry)) {
                continue;
            }
            if (manifests.size() + others.size() >= MAX_LISTED) {
                throw new ImageFormatException(
                        "index " + index.digest(),
                        -1,
                        "expected at most " + MAX_LISTED + " entries, got more");
            }
            String type = entry.mediaType();
            if (type.isEmpty() || MediaType.isManifest(type)) {
                manifests.add(entry);
            } else if (others.add(entry.digest()) && MediaType.isIndex(type) && depth < MAX_DEPTH) {
                add(entry, depth + 1);
            }
        }
    }

    /// Returns the manifests, in the order in which they are listed.
    List<Descriptor> manifests() {
        return List.copyOf(manifests);
    }

    /// Returns what else is listed: indexes, and what has another type.
    Set<Digest> others() {
        return Set.copyOf(others);
    }

    /// Finds a manifest by its digest.
    Optional<Descriptor> find(Digest digest) {
        return manifests.stream().filter(entry -> entry.digest().equals(digest)).findFirst();
    }

    /// Returns the manifest that serves a platform best; if none says so, one that says nothing, and
    /// else the first.
    Optional<Descriptor> best(Platform wanted) {
        PlatformOrder order = PlatformOrder.of(wanted);
        return manifests.stream()
                .filter(entry -> !entry.annotations().containsKey(REFERENCE_TYPE))
                .min((one, other) -> Integer.compare(rank(one, order), rank(other, order)));
    }

    private static int rank(Descriptor entry, PlatformOrder order) {
        return entry.platform().isEmpty()
                ? Integer.MAX_VALUE - 1
                : order.rank(entry.platform().get()).orElse(Integer.MAX_VALUE);
    }
}
