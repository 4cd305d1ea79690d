package dev.lamina.image.json;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.MediaType;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What manifests and image indexes have in common.
record Envelope(
        String mediaType,
        Optional<Descriptor> subject,
        Map<String, String> annotations,
        Optional<String> artifactType) {

    static final long SCHEMA_VERSION = 2;

    /// Reads the common members and settles the media type.
    ///
    /// @param came    the type that the document came with; empty if there was none
    /// @param implied the type if neither the document nor its sender names one
    static Envelope read(JsonObject object, String came, String implied, Predicate<String> accepted)
            throws ImageFormatException {
        String outer = withoutParameters(came);
        String inner = object.string("mediaType");
        checkSchema(object, inner.isEmpty() ? outer : inner);
        String type = inner.isEmpty() ? outer.isEmpty() ? implied : outer : inner;
        if (!accepted.test(type)) {
            throw object.fault("mediaType", "expected " + kind(implied) + ", got '" + type + "'");
        }
        if (!outer.isEmpty() && !outer.equals(type) && !isGeneric(outer)) {
            throw object.fault("mediaType", "expected '" + outer + "', got '" + type + "'");
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

    static void writeRest(
            Map<String, @Nullable Object> members,
            Optional<Descriptor> subject,
            Map<String, String> annotations) {
        subject.ifPresent(manifest -> members.put("subject", DescriptorJson.value(manifest)));
        if (!annotations.isEmpty()) {
            members.put("annotations", annotations);
        }
    }

    private static void checkSchema(JsonObject object, String type) throws ImageFormatException {
        long version = object.optionalInteger("schemaVersion").orElse(0);
        boolean old =
                type.equals(MediaType.DOCKER_SCHEMA_1)
                        || type.equals(MediaType.DOCKER_SCHEMA_1_SIGNED);
        if (old || version == 1) {
            throw object.fault(
                    "schemaVersion",
                    "expected 2, got a Docker schema 1 manifest, a format of before 2016 that is"
                            + " not supported: push the image again with a current tool");
        }
        if (version != SCHEMA_VERSION) {
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
