package dev.lamina.image.json;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.MediaType;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The members that manifests and image indexes have in common.
record Envelope(
        String mediaType,
        Optional<Descriptor> subject,
        Map<String, String> annotations,
        Optional<String> artifactType) {

    static final long SCHEMA_VERSION = 2;

    /// Reads the common members and settles the media type: what the document says itself. The label
    /// that it came with counts where it says nothing; registries label a manifest of Docker as one of
    /// OCI, or as text. A label of the other kind is refused: one reader would take the document for
    /// a manifest and another for an image index (CVE-2021-41190).
    ///
    /// @param came    the type that the document came with; empty if there was none
    /// @param implied the type if neither the document nor its sender names one
    static Envelope read(JsonObject object, String came, String implied, Predicate<String> accepted)
            throws ImageFormatException {
        String label = withoutParameters(came);
        String own = object.string("mediaType");
        boolean whole = object.has("config") || object.has("manifests");
        checkSchema(object, own.isEmpty() ? label : own, whole);
        boolean labelled = MediaType.MANIFESTS.contains(label);
        String type = !own.isEmpty() ? own : labelled ? label : implied;
        if (!accepted.test(type)) {
            throw object.fault("mediaType", "expected " + kind(implied) + ", got '" + type + "'");
        }
        if (labelled && MediaType.isIndex(label) != MediaType.isIndex(type)) {
            throw contradiction(object, label, type);
        }
        Optional<JsonObject> subject = object.optionalObject("subject");
        return new Envelope(
                type,
                subject.isEmpty()
                        ? Optional.empty()
                        : Optional.of(DescriptorJson.read(subject.get())),
                object.stringMap("annotations"),
                DescriptorJson.present(object.string("artifactType")));
    }

    /// Settles the media type of a document that is to be kept under its label: the document must not
    /// contradict it.
    ///
    /// @return one of [MediaType#MANIFESTS]
    static String labelledType(JsonObject object, String came) throws ImageFormatException {
        String label = withoutParameters(came);
        String own = object.string("mediaType");
        checkSchema(object, own.isEmpty() ? label : own, false);
        String type = !own.isEmpty() ? own : label.isEmpty() ? implied(object) : label;
        if (!MediaType.MANIFESTS.contains(type)) {
            String expected = kind(implied(object));
            throw object.fault("mediaType", "expected " + expected + ", got '" + type + "'");
        }
        if (!label.isEmpty() && !label.equals(type) && !isGeneric(label)) {
            throw contradiction(object, label, type);
        }
        return type;
    }

    /// Returns the type of a document of which nobody says what it is.
    static String implied(JsonObject object) {
        return object.has("manifests") ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST;
    }

    private static ImageFormatException contradiction(
            JsonObject object, String label, String type) {
        return object.fault("mediaType", "expected '" + label + "', got '" + type + "'");
    }

    static void writeRest(
            Map<String, @Nullable Object> members,
            Optional<Descriptor> subject,
            Map<String, String> annotations) {
        subject.ifPresent(manifest -> members.put("subject", DescriptorJson.value(manifest)));
        if (!annotations.isEmpty()) {
            members.put("annotations", annotations);
        }
    }

    /// @param any whether any version will do, which Docker does not look at while it pulls
    private static void checkSchema(JsonObject object, String type, boolean any)
            throws ImageFormatException {
        long version = object.optionalInteger("schemaVersion").orElse(0);
        boolean old =
                type.equals(MediaType.DOCKER_SCHEMA_1)
                        || type.equals(MediaType.DOCKER_SCHEMA_1_SIGNED);
        if (old || version == 1 && !any) {
            throw object.fault(
                    "schemaVersion",
                    "expected 2, got a Docker schema 1 manifest, a format of before 2016 that is"
                            + " not supported: push the image again with a current tool");
        }
        if (version != SCHEMA_VERSION && !any) {
            throw object.fault(
                    "schemaVersion", "expected 2, got " + (version == 0 ? "nothing" : version));
        }
    }

    /// Some servers send everything as one of these.
    private static boolean isGeneric(String type) {
        return type.equals("application/json")
                || type.equals("application/octet-stream")
                || type.equals("text/plain");
    }

    private static String kind(String implied) {
        return MediaType.isIndex(implied)
                ? "the type of an image index"
                : "the type of an image manifest";
    }

    private static String withoutParameters(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon)).strip();
    }
}
