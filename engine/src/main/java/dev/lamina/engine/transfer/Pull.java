package dev.lamina.engine.transfer;

import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.images.ImageEntry;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.store.InexpressibleUnionException;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.PlatformOrder;
import dev.lamina.image.Reference;
import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Brings images from a registry into the store.
public final class Pull {

    /// Enough to keep a network busy; more at once would only divide it further.
    private static final int MAX_LAYERS_AT_ONCE = 4;

    private final Images images;
    private final Store store;
    private final RegistryClient registry;
    private final Supplier<GzipDecoder> gzip;
    private final Platform platform;

    /// Prepares pulls.
    ///
    /// @param platform what is pulled unless the options name another
    /// @param gzip     opens what inflates layers
    public Pull(
            Images images, RegistryClient registry, Supplier<GzipDecoder> gzip, Platform platform) {
        this.images = images;
        this.store = images.store();
        this.registry = registry;
        this.gzip = gzip;
        this.platform = platform;
    }

    /// Pulls one image. On return it is complete, verified, on disk, and named by the reference.
    ///
    /// After a failure no reference has changed. If the image was at fault nothing of it is kept;
    /// after another failure what was received stays for the next attempt.
    public PullResult run(Reference asked, PullOptions options, TransferListener listener)
            throws IOException {
        Reference reference = asked.withDefaultTag();
        TransferListener oneAtATime = new SerialListener(listener);
        Optional<PullResult> present = upToDate(reference, options, oneAtATime);
        if (present.isPresent()) {
            return present.get();
        }
        WarmUp.begin(gzip, store.hashing());
        PullResult result;
        try (StoreLock _ = store.use()) {
            result = pull(reference, options, oneAtATime);
        } catch (ImageFormatException | DigestMismatchException | NotFoundException e) {
            images.sweep();
            throw e;
        }
        images.sweep();
        return result;
    }

    /// Asks only for the digest, if the store has an image of this name.
    private Optional<PullResult> upToDate(
            Reference reference, PullOptions options, TransferListener listener)
            throws IOException {
        Optional<ImageEntry> entry = images.list().find(reference);
        if (entry.isEmpty() || entry.get().repoDigest().isEmpty()) {
            return Optional.empty();
        }
        Optional<Descriptor> remote =
                reference.digest().isPresent()
                        ? Optional.of(entry.get().target())
                        : registry.telling(Retries.of(reference, listener)).headManifest(reference);
        if (remote.isEmpty() || !remote.get().digest().equals(entry.get().target().digest())) {
            return Optional.empty();
        }
        Platform wanted = options.platform().orElse(platform);
        Optional<ImageDetails> image = whole(entry.get());
        if (image.isEmpty()
                || asksForPlatform(options, entry.get().target()) && !isBest(wanted, image.get())) {
            return Optional.empty();
        }
        listener.on(new TransferEvent.Resolved(reference, entry.get().target()));
        return Optional.of(
                new PullResult(
                        reference,
                        entry.get().target().digest(),
                        image.get().id(),
                        PullResult.Status.UP_TO_DATE));
    }

    private static boolean asksForPlatform(PullOptions options, Descriptor target) {
        return options.platform().isPresent() || MediaType.isIndex(target.mediaType());
    }

    /// Tells whether the image that is here is the one that would be chosen now, as far as the index
    /// here tells by itself.
    private boolean isBest(Platform wanted, ImageDetails image) throws IOException {
        PlatformOrder order = PlatformOrder.of(wanted);
        Descriptor manifest = image.manifestDescriptor();
        OptionalInt rank = order.rank(manifest.platform().orElse(image.config().platform()));
        if (rank.isEmpty()
                || rank.getAsInt() == 0
                || !MediaType.isIndex(image.target().mediaType())) {
            return rank.isPresent();
        }
        boolean listed = false;
        for (Descriptor entry : images.catalog().list(image.target()).manifests()) {
            listed |= entry.digest().equals(manifest.digest()) && entry.platform().isPresent();
            OptionalInt other =
                    entry.platform().isEmpty()
                            ? OptionalInt.empty()
                            : order.rank(entry.platform().get());
            if (other.orElse(Integer.MAX_VALUE) < rank.getAsInt()) {
                return false;
            }
        }
        return listed;
    }

    /// Returns the image of an entry if nothing of it is missing.
    private Optional<ImageDetails> whole(ImageEntry entry) throws IOException {
        ImageDetails image;
        try {
            image = images.find(entry.reference().orElseThrow().toString());
        } catch (NotFoundException | StoreDamagedException e) {
            return Optional.empty();
        }
        List<Descriptor> blobs = image.manifest().layers();
        for (int i = 0; i < blobs.size(); i++) {
            DiffId diffId = image.config().diffIds().get(i);
            if (!store.blobs().has(blobs.get(i))
                    || !store.layers().has(diffId, blobs.get(i).digest())) {
                return Optional.empty();
            }
        }
        return Optional.of(image);
    }

    private PullResult pull(Reference reference, PullOptions options, TransferListener listener)
            throws IOException {
        RemoteImage image =
                new ImageFetch(
                                registry.telling(Retries.of(reference, listener)),
                                store.blobs(),
                                reference,
                                options.platform().orElse(platform),
                                options.platform().isPresent())
                        .fetch();
        listener.on(new TransferEvent.Resolved(reference, image.target()));
        Map<DiffId, LayerIndex> done = pullAll(layers(reference, image), listener);
        boolean complete = done.isEmpty();
        makeUnion(image.config().diffIds(), done);
        for (RemoteImage.Document document : image.documents()) {
            complete &= !store.blobs().add(document.digest(), document.bytes());
        }
        ImageEntry entry =
                ImageEntry.of(
                        reference,
                        image.target(),
                        image.descriptor().digest(),
                        image.manifest().config().digest());
        boolean known = complete && isKnown(entry);
        images.list().put(entry);
        return new PullResult(
                reference,
                image.target().digest(),
                image.manifest().config().digest(),
                known ? PullResult.Status.UP_TO_DATE : PullResult.Status.NEW);
    }

    private boolean isKnown(ImageEntry entry) throws IOException {
        Optional<ImageEntry> before = images.list().find(entry.reference().orElseThrow());
        return before.isPresent()
                && before.get().target().digest().equals(entry.target().digest())
                && before.get().manifest().equals(entry.manifest());
    }

    /// A layer that occurs twice is pulled once.
    private static List<RemoteLayer> layers(Reference reference, RemoteImage image) {
        Set<RemoteLayer> layers = new LinkedHashSet<>();
        for (int i = 0; i < image.manifest().layers().size(); i++) {
            Descriptor blob = image.manifest().layers().get(i);
            layers.add(new RemoteLayer(reference, blob, image.config().diffIds().get(i)));
        }
        return List.copyOf(layers);
    }

    /// Tells of all layers in their order before the first one travels.
    ///
    /// @return the indexes of the layers that were not in the store
    private Map<DiffId, LayerIndex> pullAll(List<RemoteLayer> layers, TransferListener listener)
            throws IOException {
        var pull = new LayerPull(store, registry, gzip, listener);
        List<RemoteLayer> missing = new ArrayList<>();
        for (RemoteLayer layer : layers) {
            if (pull.isThere(layer)) {
                listener.on(new TransferEvent.LayerExists(layer.blob()));
            } else {
                listener.on(new TransferEvent.LayerQueued(layer.blob()));
                missing.add(layer);
            }
        }
        Map<DiffId, LayerIndex> done = new ConcurrentHashMap<>();
        try (var pulls = new TaskGroup("pull-", MAX_LAYERS_AT_ONCE, () -> {})) {
            for (RemoteLayer layer : missing) {
                pulls.start(
                        () -> pull.run(layer).ifPresent(index -> done.put(layer.diffId(), index)));
            }
            pulls.join();
        }
        return done;
    }

    /// @param done emptied on the way, as what was applied is not needed any more
    private void makeUnion(List<DiffId> stack, Map<DiffId, LayerIndex> done) throws IOException {
        if (stack.isEmpty()) {
            return;
        }
        try {
            store.makeUnion(
                    stack,
                    layer -> {
                        LayerIndex index = done.remove(layer);
                        return index != null ? index : store.layerIndex(layer);
                    });
        } catch (InexpressibleUnionException e) {
            // The image is good; a mount writes its files out.
        }
    }
}
