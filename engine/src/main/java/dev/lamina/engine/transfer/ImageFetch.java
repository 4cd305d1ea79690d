package dev.lamina.engine.transfer;

import dev.lamina.engine.store.Blobs;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.PlatformOrder;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ManifestJson;
import dev.lamina.registry.ManifestResponse;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fetches the documents of an image: index, manifest, config.
final class ImageFetch {

    /// The same limit as image.json has for a config.
    private static final int MAX_CONFIG = 8 << 20;

    /// Stacks in the wild have at most a few hundred layers; EROFS has 16 bits for devices.
    private static final int MAX_LAYERS = 4096;

    private final RegistryClient registry;
    private final Blobs blobs;
    private final Reference reference;
    private final Platform platform;
    private final boolean platformRequired;

    /// @param platformRequired whether an image without an index must be for the platform too
    ImageFetch(
            RegistryClient registry,
            Blobs blobs,
            Reference reference,
            Platform platform,
            boolean platformRequired) {
        this.registry = registry;
        this.blobs = blobs;
        this.reference = reference;
        this.platform = platform;
        this.platformRequired = platformRequired;
    }

    /// Fetches.
    ///
    /// @throws ImageFormatException if the documents break a rule, or do not fit each other
    /// @throws NotFoundException if there is no image for the platform
    RemoteImage fetch() throws IOException {
        ManifestResponse response = registry.fetchManifest(reference, MediaType.MANIFESTS);
        Bytes bytes = response.bytes();
        String type =
                ManifestJson.settledType(
                        bytes, response.mediaType(), "manifest " + response.digest());
        Descriptor target = Descriptor.of(type, response.digest(), bytes.length());
        if (MediaType.isIndex(type)) {
            return new PlatformChoice(this, reference, platform, named()).choose(target, bytes);
        }
        ImageDocuments image = image(target, bytes);
        Platform own = image.config().platform();
        if (platformRequired && !PlatformOrder.of(platform).serves(own)) {
            throw NoMatchingPlatformException.alone(platform, reference, own);
        }
        return image.under(target, List.of());
    }

    /// Nobody asked for the level of this machine's processor, and Docker does not name it either.
    private Platform named() {
        return !platformRequired && platform.architecture().equals("amd64")
                ? platform.withVariant("")
                : platform;
    }

    /// Fetches a document that an index lists.
    Bytes listed(Descriptor entry) throws IOException {
        ManifestResponse response =
                registry.fetchManifest(reference.withDigest(entry.digest()), MediaType.MANIFESTS);
        if (response.bytes().length() != entry.size()) {
            throw new ImageFormatException(
                    source("manifest", entry),
                    -1,
                    "size: expected " + entry.size() + ", got " + response.bytes().length());
        }
        return response.bytes();
    }

    /// Reads a manifest and fetches its config.
    ///
    /// @throws ArtifactException if it is no image's
    ImageDocuments image(Descriptor descriptor, Bytes bytes) throws IOException {
        Manifest manifest =
                ManifestJson.parse(bytes, descriptor.mediaType(), source("manifest", descriptor));
        checkKind(manifest, descriptor);
        checkLayers(manifest, descriptor);
        Bytes configBytes = fetchConfig(manifest.config());
        ImageConfig config = config(manifest, descriptor, configBytes);
        checkConfig(manifest, config);
        return new ImageDocuments(
                descriptor.withMediaType(manifest.mediaType()),
                bytes,
                manifest,
                configBytes,
                config);
    }

    private static void checkKind(Manifest manifest, Descriptor descriptor)
            throws ImageFormatException {
        String type = manifest.config().mediaType();
        boolean may =
                manifest.artifactType().isEmpty()
                        ? MediaType.mayBeConfig(type)
                        : MediaType.isConfig(type);
        if (!may) {
            throw noImage(manifest, descriptor);
        }
    }

    private static ArtifactException noImage(Manifest manifest, Descriptor descriptor) {
        String type = manifest.config().mediaType();
        String got = manifest.artifactType().orElse(type.isEmpty() ? "none" : type);
        return new ArtifactException(
                source("manifest", descriptor),
                "config: expected the media type of an image, got " + got);
    }

    /// A blob that may be a config is one if its content is.
    private static ImageConfig config(Manifest manifest, Descriptor descriptor, Bytes bytes)
            throws ImageFormatException {
        try {
            return ImageConfigJson.parse(bytes, source("config", manifest.config()));
        } catch (ImageFormatException e) {
            if (MediaType.isConfig(manifest.config().mediaType())) {
                throw e;
            }
            throw noImage(manifest, descriptor);
        }
    }

    private static void checkLayers(Manifest manifest, Descriptor descriptor)
            throws ImageFormatException {
        String source = source("manifest", descriptor);
        if (manifest.layers().size() > MAX_LAYERS) {
            throw new ImageFormatException(
                    source,
                    -1,
                    "layers: expected at most " + MAX_LAYERS + ", got " + manifest.layers().size());
        }
        for (Descriptor layer : manifest.layers()) {
            if (!MediaType.isLayer(layer.mediaType())) {
                throw new ImageFormatException(
                        source,
                        -1,
                        "layer " + layer.digest() + ": unknown media type " + layer.mediaType());
            }
        }
    }

    private static void checkConfig(Manifest manifest, ImageConfig config)
            throws ImageFormatException {
        String source = source("config", manifest.config());
        if (config.diffIds().size() != manifest.layers().size()) {
            throw new ImageFormatException(
                    source,
                    -1,
                    "diffIDs: expected one for each of the manifest's "
                            + manifest.layers().size()
                            + " layers, got "
                            + config.diffIds().size());
        }
        Map<Digest, DiffId> known = new HashMap<>();
        for (int i = 0; i < manifest.layers().size(); i++) {
            Digest blob = manifest.layers().get(i).digest();
            DiffId diffId = config.diffIds().get(i);
            DiffId before = known.putIfAbsent(blob, diffId);
            if (before != null && !before.equals(diffId)) {
                throw new ImageFormatException(
                        source,
                        -1,
                        "layer "
                                + blob
                                + ": expected one diffID, got "
                                + before
                                + " and "
                                + diffId);
            }
        }
    }

    private Bytes fetchConfig(Descriptor config) throws IOException {
        if (config.size() > MAX_CONFIG) {
            throw new ImageFormatException(
                    source("config", config),
                    -1,
                    "size: expected at most " + MAX_CONFIG + ", got " + config.size());
        }
        Optional<Bytes> present = blobs.wholeDocument(config.digest());
        if (present.isPresent() && present.get().length() == config.size()) {
            return present.get();
        }
        byte[] bytes;
        try (InputStream in = registry.openBlob(reference, config, 0)) {
            bytes = in.readNBytes((int) config.size() + 1);
        }
        if (bytes.length != config.size()) {
            throw new ImageFormatException(
                    source("config", config),
                    -1,
                    "size: expected "
                            + config.size()
                            + ", got "
                            + (bytes.length > config.size() ? "more" : bytes.length));
        }
        Bytes document = Bytes.of(bytes);
        Digest got = Digest.of(config.digest().algorithm(), document);
        if (!got.equals(config.digest())) {
            throw new DigestMismatchException("config", config.digest(), got);
        }
        return document;
    }

    private static String source(String kind, Descriptor document) {
        return kind + " " + document.digest();
    }
}
