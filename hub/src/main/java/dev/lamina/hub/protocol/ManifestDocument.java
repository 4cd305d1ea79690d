package dev.lamina.hub.protocol;

import dev.lamina.hub.catalog.content.ImageFacts;
import dev.lamina.hub.catalog.content.NewManifest;
import dev.lamina.hub.catalog.content.StoredManifest;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A manifest or image index, as far as a registry looks into it.
///
/// @param mediaType    what it is
/// @param blobs        what it names that must be there as blobs
/// @param elsewhere    what it names that may be there as blobs, or only where its URLs say
/// @param manifests    what it names that must be there as manifests
/// @param subject      the manifest that it refers to
/// @param artifactType its type in a list of referrers
/// @param annotations  its own
/// @param imageConfig  its config, if it may be an image: the config's content decides
/// @param size         of config and layers together, in bytes
record ManifestDocument(
        String mediaType,
        List<Digest> blobs,
        List<Digest> elsewhere,
        List<Digest> manifests,
        Optional<Digest> subject,
        Optional<String> artifactType,
        Map<String, String> annotations,
        Optional<Descriptor> imageConfig,
        long size) {

    private static final String SOURCE = "manifest";

    /// So large are no layers.
    private static final long MAX_SIZE = Long.MAX_VALUE / 4;

    /// Reads a document.
    ///
    /// @param mediaType what it came with; may be empty
    static ManifestDocument parse(Bytes content, String mediaType) throws ImageFormatException {
        String type = ManifestJson.mediaType(content, mediaType, SOURCE);
        return MediaType.isIndex(type)
                ? of(ImageIndexJson.parse(content, type, SOURCE))
                : of(ManifestJson.parse(content, type, SOURCE));
    }

    private static ManifestDocument of(Manifest manifest) {
        var blobs = new ArrayList<Digest>();
        blobs.add(manifest.config().digest());
        var elsewhere = new ArrayList<Digest>();
        for (Descriptor layer : manifest.layers()) {
            (isElsewhere(layer) ? elsewhere : blobs).add(layer.digest());
        }
        // An artifact without a type has that of its config (distribution-spec 1.1, "Listing
        // Referrers").
        Optional<String> type =
                manifest.artifactType()
                        .or(() -> Optional.of(manifest.config().mediaType()))
                        .filter(name -> !name.isEmpty());
        return new ManifestDocument(
                manifest.mediaType(),
                blobs,
                elsewhere,
                List.of(),
                manifest.subject().map(Descriptor::digest),
                type,
                manifest.annotations(),
                Optional.of(manifest.config())
                        .filter(config -> MediaType.mayBeConfig(config.mediaType())),
                size(manifest));
    }

    private static ManifestDocument of(ImageIndex imageIndex) {
        var blobs = new ArrayList<Digest>();
        var manifests = new ArrayList<Digest>();
        for (Descriptor child : imageIndex.manifests()) {
            boolean isManifest =
                    child.mediaType().isEmpty() || MediaType.MANIFESTS.contains(child.mediaType());
            (isManifest ? manifests : blobs).add(child.digest());
        }
        return new ManifestDocument(
                imageIndex.mediaType(),
                blobs,
                List.of(),
                manifests,
                imageIndex.subject().map(Descriptor::digest),
                imageIndex.artifactType(),
                imageIndex.annotations(),
                Optional.empty(),
                0);
    }

    /// Layers that need not be pushed: some clients do, others fetch them from where their URLs say.
    private static boolean isElsewhere(Descriptor layer) {
        return layer.mediaType().equals(MediaType.DOCKER_LAYER_FOREIGN)
                || layer.mediaType().startsWith(MediaType.OCI_LAYER_NONDISTRIBUTABLE);
    }

    /// What a manifest says of sizes may be anything.
    private static long size(Manifest manifest) {
        long size = Math.max(0, manifest.config().size());
        for (Descriptor layer : manifest.layers()) {
            size = Math.min(MAX_SIZE, size + Math.clamp(layer.size(), 0, MAX_SIZE));
        }
        return size;
    }

    NewManifest toNewManifest(Digest digest, Bytes content, Optional<ImageFacts> image) {
        return new NewManifest(
                new StoredManifest(digest, mediaType, content),
                blobs,
                elsewhere,
                manifests,
                subject,
                artifactType,
                image);
    }
}
