package dev.lamina.image.json;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Platform;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Descriptors as JSON (image-spec 1.1, descriptor.md), and the platforms in them.
public final class DescriptorJson {

    private DescriptorJson() {}

    /// Reads a descriptor. `data` is ignored: content is always fetched by its digest. A missing media
    /// type is the empty one, as old tools of Docker wrote it: the content decides.
    ///
    /// @throws ImageFormatException if digest or size are missing or wrong
    public static Descriptor read(JsonObject object) throws ImageFormatException {
        long size =
                object.optionalInteger("size")
                        .orElseThrow(() -> object.fault("size", "expected a size, got nothing"));
        if (size < 0) {
            throw object.fault("size", "expected 0 or more, got " + size);
        }
        return new Descriptor(
                object.string("mediaType"),
                digest(object, "digest"),
                size,
                platform(object),
                object.stringMap("annotations"),
                present(object.string("artifactType")),
                object.strings("urls"));
    }

    static List<Descriptor> readAll(JsonObject object, String name) throws ImageFormatException {
        var descriptors = new ArrayList<Descriptor>();
        for (JsonObject element : object.objects(name)) {
            descriptors.add(read(element));
        }
        return descriptors;
    }

    /// Reads the descriptors that can be read, and leaves out the others.
    static List<Descriptor> readUsable(JsonObject object, String name) throws ImageFormatException {
        var descriptors = new ArrayList<Descriptor>();
        for (JsonObject element : object.objects(name)) {
            try {
                descriptors.add(read(element));
            } catch (ImageFormatException e) {
                // For instance a digest of an algorithm of tomorrow.
                continue;
            }
        }
        return descriptors;
    }

    /// Returns a descriptor as a plain value for [Json#write].
    public static Map<String, @Nullable Object> value(Descriptor descriptor) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("mediaType", descriptor.mediaType());
        members.put("digest", descriptor.digest().toString());
        members.put("size", descriptor.size());
        descriptor.platform().ifPresent(p -> members.put("platform", platformValue(p)));
        if (!descriptor.annotations().isEmpty()) {
            members.put("annotations", descriptor.annotations());
        }
        descriptor.artifactType().ifPresent(type -> members.put("artifactType", type));
        if (!descriptor.urls().isEmpty()) {
            members.put("urls", descriptor.urls());
        }
        return members;
    }

    static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static Digest digest(JsonObject object, String name) throws ImageFormatException {
        try {
            return Digest.parse(object.requiredString(name));
        } catch (IllegalArgumentException e) {
            throw object.fault(name, e.getMessage());
        }
    }

    private static Optional<Platform> platform(JsonObject object) throws ImageFormatException {
        Optional<JsonObject> platform = object.optionalObject("platform");
        return platform.isEmpty() ? Optional.empty() : Optional.of(readPlatform(platform.get()));
    }

    /// Reads the platform members of a `platform` object or of a config, which has the same ones.
    static Platform readPlatform(JsonObject object) throws ImageFormatException {
        return new Platform(
                object.string("os"),
                object.string("architecture"),
                present(object.string("variant")),
                present(object.string("os.version")),
                object.strings("os.features"));
    }

    static Map<String, @Nullable Object> platformValue(Platform platform) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("architecture", platform.architecture());
        members.put("os", platform.os());
        platform.osVersion().ifPresent(version -> members.put("os.version", version));
        if (!platform.osFeatures().isEmpty()) {
            members.put("os.features", platform.osFeatures());
        }
        platform.variant().ifPresent(variant -> members.put("variant", variant));
        return members;
    }
}
