package dev.lamina.image.json;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;

/// Manifests as JSON (image-spec 1.1, manifest.md; Docker's Image Manifest V 2, Schema 2).
public final class ManifestJson {

    private ManifestJson() {}

    /// Reads a manifest; without a `mediaType` it is an OCI manifest.
    ///
    /// @throws ImageFormatException if it is no manifest of schema 2
    public static Manifest parse(Bytes document, String source) throws ImageFormatException {
        return parse(document, "", source);
    }

    /// Reads a manifest that came with a media type, which must not be that of an image index.
    ///
    /// @param mediaType the Content-Type or the descriptor's type; empty if there was none
    /// @throws ImageFormatException if it is no manifest of schema 2
    public static Manifest parse(Bytes document, String mediaType, String source)
            throws ImageFormatException {
        Json.checkSize(document, JsonLimits.MAX_MANIFEST, source);
        JsonObject object = Json.parseObject(document, source);
        Envelope envelope =
                Envelope.read(object, mediaType, MediaType.OCI_MANIFEST, MediaType::isManifest);
        if (object.has("manifests")) {
            throw object.fault("manifests", "expected none in a manifest, got an image index");
        }
        List<Descriptor> layers = DescriptorJson.readAll(object, "layers");
        if (layers.size() > JsonLimits.MAX_LAYERS) {
            throw object.fault(
                    "layers",
                    "expected at most " + JsonLimits.MAX_LAYERS + ", got " + layers.size());
        }
        return new Manifest(
                envelope.mediaType(),
                DescriptorJson.read(object.object("config")),
                layers,
                envelope.subject(),
                envelope.annotations(),
                envelope.artifactType());
    }

    /// Writes a manifest, in the order of members that the specification shows.
    public static Bytes write(Manifest manifest) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("schemaVersion", Envelope.SCHEMA_VERSION);
        members.put("mediaType", manifest.mediaType());
        manifest.artifactType().ifPresent(type -> members.put("artifactType", type));
        members.put("config", DescriptorJson.value(manifest.config()));
        members.put("layers", manifest.layers().stream().map(DescriptorJson::value).toList());
        Envelope.writeRest(members, manifest.subject(), manifest.annotations());
        return Json.write(members);
    }

    /// Settles the media type of a document that is to be kept under the type that it came with,
    /// without reading the rest: tells a manifest from an index.
    ///
    /// @param mediaType the Content-Type or the descriptor's type; empty if there was none
    /// @return one of [MediaType#MANIFESTS]
    /// @throws ImageFormatException if it is neither, for instance schema 1, or says another type
    ///     itself
    public static String mediaType(Bytes document, String mediaType, String source)
            throws ImageFormatException {
        Json.checkSize(document, JsonLimits.MAX_MANIFEST, source);
        return Envelope.labelledType(Json.parseObject(document, source), mediaType);
    }

    /// Tells what a document is to one who receives it: what it says itself, else its label.
    ///
    /// @param mediaType the Content-Type or the descriptor's type; empty if there was none
    /// @return one of [MediaType#MANIFESTS]
    /// @throws ImageFormatException if it is none of them, or of the other kind than its label
    public static String settledType(Bytes document, String mediaType, String source)
            throws ImageFormatException {
        Json.checkSize(document, JsonLimits.MAX_MANIFEST, source);
        JsonObject object = Json.parseObject(document, source);
        return Envelope.read(
                        object, mediaType, Envelope.implied(object), MediaType.MANIFESTS::contains)
                .mediaType();
    }
}
