package dev.lamina.image.json;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;

/// Image indexes as JSON (image-spec 1.1, image-index.md), and Docker's manifest lists.
public final class ImageIndexJson {

    private ImageIndexJson() {}

    /// Reads an image index; without a `mediaType` it is an OCI image index. The size is bounded by
    /// what any document may have, because the `index.json` of an image layout is one of these.
    ///
    /// @throws ImageFormatException if it is no image index
    public static ImageIndex parse(Bytes document, String source) throws ImageFormatException {
        return read(document, "", source, true);
    }

    /// Reads an image index that came with a media type, which must not be that of a manifest.
    ///
    /// @param mediaType the Content-Type or the descriptor's type; empty if there was none
    /// @throws ImageFormatException if it is no image index
    public static ImageIndex parse(Bytes document, String mediaType, String source)
            throws ImageFormatException {
        Json.checkSize(document, JsonLimits.MAX_MANIFEST, source);
        return read(document, mediaType, source, true);
    }

    /// Reads an image index in order to choose from it. What is no descriptor is left out: another
    /// platform's entry must not keep this one's from being found.
    ///
    /// @param mediaType the Content-Type or the descriptor's type; empty if there was none
    /// @throws ImageFormatException if it is no image index
    public static ImageIndex parseUsable(Bytes document, String mediaType, String source)
            throws ImageFormatException {
        Json.checkSize(document, JsonLimits.MAX_MANIFEST, source);
        return read(document, mediaType, source, false);
    }

    private static ImageIndex read(Bytes document, String mediaType, String source, boolean all)
            throws ImageFormatException {
        JsonObject object = Json.parseObject(document, source);
        Envelope envelope =
                Envelope.read(object, mediaType, MediaType.OCI_INDEX, MediaType::isIndex);
        if (object.has("layers") || object.has("config")) {
            throw object.fault("layers", "expected none in an image index, got a manifest");
        }
        return new ImageIndex(
                envelope.mediaType(),
                all
                        ? DescriptorJson.readAll(object, "manifests")
                        : DescriptorJson.readUsable(object, "manifests"),
                envelope.subject(),
                envelope.annotations(),
                envelope.artifactType());
    }

    /// Writes an image index, in the order of members that the specification shows.
    public static Bytes write(ImageIndex imageIndex) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("schemaVersion", Envelope.SCHEMA_VERSION);
        members.put("mediaType", imageIndex.mediaType());
        imageIndex.artifactType().ifPresent(type -> members.put("artifactType", type));
        members.put(
                "manifests", imageIndex.manifests().stream().map(DescriptorJson::value).toList());
        Envelope.writeRest(members, imageIndex.subject(), imageIndex.annotations());
        return Json.write(members);
    }
}
