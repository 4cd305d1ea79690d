package dev.lamina.engine.transfer;

import dev.lamina.engine.images.ImageEntry;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.PushResult;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ManifestJson;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sends images of the store to a registry.
///
/// A manifest is sent with its exact bytes, and so has the same digest there. An index is sent if
/// the store has all that it lists; otherwise the one manifest that was pulled out of it is sent in
/// its place, as Docker does.
public final class Push {

    /// Enough to keep a network busy; more at once would only divide it further.
    private static final int MAX_BLOBS_AT_ONCE = 4;

    /// Indexes in each other.
    private static final int MAX_DEPTH = 8;

    private final Images images;
    private final Store store;
    private final RegistryClient registry;

    /// Prepares pushes.
    public Push(Images images, RegistryClient registry) {
        this.images = images;
        this.store = images.store();
        this.registry = registry;
    }

    /// Pushes one image. On return the registry has it under the reference; after a failure the
    /// reference there is as it was.
    ///
    /// @throws NotFoundException if the store has no image of this reference
    /// @throws IllegalArgumentException if the reference has a digest: it would name nothing there
    ///     that is not there
    public PushResult run(Reference asked, TransferListener listener) throws IOException {
        if (asked.digest().isPresent()) {
            throw new IllegalArgumentException(
                    "cannot push a digest reference: " + asked.familiar());
        }
        Reference reference = asked.withDefaultTag();
        TransferListener oneAtATime = new SerialListener(listener);
        RegistryClient told = registry.telling(Retries.of(reference, oneAtATime));
        ImageEntry entry =
                images.list()
                        .find(reference)
                        .orElseThrow(() -> new NotFoundException("image", reference.familiar()));
        List<Descriptor> documents = documents(reference, entry);
        Descriptor target = documents.getLast();
        oneAtATime.on(new TransferEvent.Resolved(reference, target));
        pushBlobs(
                reference,
                documents.stream().filter(d -> !MediaType.isIndex(d.mediaType())).toList(),
                oneAtATime);
        for (Descriptor listed : documents.subList(0, documents.size() - 1)) {
            pushManifest(told, reference.withDigest(listed.digest()), listed);
        }
        pushManifest(told, reference, target);
        return new PushResult(reference, target);
    }

    /// Returns the manifests and indexes to push, the one that the reference will name last, and
    /// before each index what it lists.
    private List<Descriptor> documents(Reference reference, ImageEntry entry) throws IOException {
        Descriptor target = plain(entry.target());
        if (!MediaType.isIndex(target.mediaType())) {
            return List.of(target);
        }
        var documents = new LinkedHashMap<Digest, Descriptor>();
        return isWhole(target, 0, documents)
                ? List.copyOf(documents.values())
                : List.of(plain(images.find(reference.toString()).manifestDescriptor()));
    }

    private static Descriptor plain(Descriptor document) {
        return Descriptor.of(document.mediaType(), document.digest(), document.size());
    }

    /// Tells whether the store has all that a document leads to.
    ///
    /// @param documents takes the document after those that it lists
    private boolean isWhole(Descriptor document, int depth, Map<Digest, Descriptor> documents)
            throws IOException {
        if (documents.containsKey(document.digest())) {
            return true;
        }
        boolean whole = store.blobs().has(document) && depth < MAX_DEPTH;
        if (whole && MediaType.isIndex(document.mediaType())) {
            for (Descriptor listed : images.catalog().list(document).manifests()) {
                whole = whole && isWhole(plain(listed), depth + 1, documents);
            }
        } else if (whole && MediaType.isManifest(document.mediaType())) {
            for (Descriptor blob : blobs(manifest(document))) {
                whole = whole && store.blobs().has(blob);
            }
        } else {
            return false;
        }
        if (whole) {
            documents.put(document.digest(), document);
        }
        return whole;
    }

    private Manifest manifest(Descriptor descriptor) throws IOException {
        return ManifestJson.parse(
                store.blobs().document(descriptor.digest()),
                descriptor.mediaType(),
                "manifest " + descriptor.digest());
    }

    private static List<Descriptor> blobs(Manifest manifest) {
        List<Descriptor> blobs = new ArrayList<>(manifest.layers());
        blobs.add(manifest.config());
        return blobs;
    }

    private void pushBlobs(
            Reference reference, List<Descriptor> manifests, TransferListener listener)
            throws IOException {
        Set<Descriptor> layers = new LinkedHashSet<>();
        Set<Descriptor> configs = new LinkedHashSet<>();
        for (Descriptor descriptor : manifests) {
            Manifest manifest = manifest(descriptor);
            layers.addAll(manifest.layers());
            configs.add(manifest.config());
        }
        layers.removeIf(layer -> isForeign(layer, listener));
        layers.forEach(layer -> listener.on(new TransferEvent.LayerQueued(layer)));
        var push = new BlobPush(store, registry, reference, BlobSources.of(images, reference));
        try (var pushes = new TaskGroup("push-", MAX_BLOBS_AT_ONCE, () -> {})) {
            for (Descriptor layer : layers) {
                pushes.start(() -> push.run(layer, listener));
            }
            for (Descriptor config : configs) {
                pushes.start(() -> push.run(config, TransferListener.NONE));
            }
            pushes.join();
        }
    }

    /// Whoever made such a layer does not let others hand it on, and registries do not ask for it.
    private static boolean isForeign(Descriptor layer, TransferListener listener) {
        boolean foreign =
                MediaType.isNondistributable(layer.mediaType()) && !layer.urls().isEmpty();
        if (foreign) {
            listener.on(new TransferEvent.LayerSkipped(layer));
        }
        return foreign;
    }

    private void pushManifest(RegistryClient told, Reference reference, Descriptor descriptor)
            throws IOException {
        Bytes document = store.blobs().document(descriptor.digest());
        told.pushManifest(reference, descriptor.mediaType(), document);
    }
}
