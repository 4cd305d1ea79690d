package dev.lamina.engine.transfer;

import dev.lamina.engine.store.Blobs;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;
import dev.lamina.registry.ManifestResponse;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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
    RemoteImage fetch() throws IOException {
        List<RemoteImage.Document> documents = new ArrayList<>();
        ManifestResponse response = typed(registry.fetchManifest(reference, MediaType.MANIFESTS));
        Descriptor target = describe(response);
        documents.add(new RemoteImage.Document(target.digest(), response.bytes()));
        Descriptor descriptor = target;
        if (MediaType.isIndex(target.mediaType())) {
            ImageIndex list =
                    ImageIndexJson.parse(
                            response.bytes(), target.mediaType(), source("index", target));
            descriptor = Platforms.choose(list, platform, reference);
            response = fetchChosen(descriptor);
            documents.add(new RemoteImage.Document(descriptor.digest(), response.bytes()));
        }
        Manifest manifest =
                ManifestJson.parse(
                        response.bytes(), response.mediaType(), source("manifest", descriptor));
        checkLayers(manifest, descriptor);
        Bytes configBytes = fetchConfig(manifest.config());
        documents.add(new RemoteImage.Document(manifest.config().digest(), configBytes));
        ImageConfig config =
                ImageConfigJson.parse(configBytes, source("config", manifest.config()));
        checkConfig(manifest, config);
        boolean chosen = !descriptor.equals(target);
        if (platformRequired && !chosen && !platform.matches(config.platform())) {
            throw Platforms.notFound(platform, reference, List.of(config.platform().toString()));
        }
        return new RemoteImage(target, documents, descriptor, manifest, config);
    }

    /// Takes the media type out of the document where the registry names none, or one that says
    /// nothing: `text/plain`, `application/json`.
    private static ManifestResponse typed(ManifestResponse response) throws ImageFormatException {
        if (MediaType.MANIFESTS.contains(response.mediaType())) {
            return response;
        }
        String own =
                ManifestJson.mediaType(
                        response.bytes(), response.mediaType(), "manifest " + response.digest());
        return new ManifestResponse(response.bytes(), own, response.digest());
    }

    private static Descriptor describe(ManifestResponse response) {
        return Descriptor.of(response.mediaType(), response.digest(), response.bytes().length());
    }

    private ManifestResponse fetchChosen(Descriptor chosen) throws IOException {
        ManifestResponse response =
                typed(
                        registry.fetchManifest(
                                reference.withDigest(chosen.digest()), MediaType.MANIFESTS));
        if (response.bytes().length() != chosen.size()) {
            throw new ImageFormatException(
                    source("manifest", chosen),
                    -1,
                    "size: expected " + chosen.size() + ", got " + response.bytes().length());
        }
        return response;
    }

    private static void checkLayers(Manifest manifest, Descriptor descriptor)
            throws ImageFormatException {
        String source = source("manifest", descriptor);
        if (!MediaType.isConfig(manifest.config().mediaType())) {
            throw new ImageFormatException(
                    source,
                    -1,
                    "config: expected the media type of an image, got "
                            + manifest.config().mediaType()
                            + " (an artifact cannot be pulled as an image)");
        }
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
