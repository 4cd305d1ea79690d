package dev.lamina.image.json;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageConfig.History;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Platform;
import dev.lamina.image.RunConfig;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Image configs as JSON (image-spec 1.1, config.md; Docker's Image JSON).
public final class ImageConfigJson {

    private ImageConfigJson() {}

    /// Reads a config. What Docker adds (`container_config`, `docker_version`, ...) is ignored; a
    /// missing `os` is `linux`, as Docker takes it.
    ///
    /// @throws ImageFormatException if it is no image config, or names a diffID that is no digest
    public static ImageConfig parse(Bytes document, String source) throws ImageFormatException {
        Json.checkSize(document, JsonLimits.MAX_CONFIG, source);
        JsonObject object = Json.parseObject(document, source);
        if (!object.has("rootfs")) {
            throw object.fault("rootfs", "expected the layers of an image, got nothing");
        }
        Optional<JsonObject> config = object.optionalObject("config");
        return new ImageConfig(
                time(object, "created"),
                DescriptorJson.present(object.string("author")),
                platform(object),
                config.isEmpty() ? RunConfig.EMPTY : RunConfigJson.read(config.get()),
                diffIds(object.object("rootfs")),
                history(object),
                DescriptorJson.present(object.string("comment")));
    }

    /// Writes a config, in the order of members that Docker and BuildKit write.
    public static Bytes write(ImageConfig config) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        config.created().ifPresent(time -> members.put("created", Timestamp.format(time)));
        config.author().ifPresent(author -> members.put("author", author));
        members.putAll(DescriptorJson.platformValue(config.platform()));
        members.put("config", RunConfigJson.value(config.config()));
        var rootfs = new LinkedHashMap<String, @Nullable Object>();
        rootfs.put("type", "layers");
        rootfs.put("diff_ids", config.diffIds().stream().map(DiffId::toString).toList());
        members.put("rootfs", rootfs);
        if (!config.history().isEmpty()) {
            members.put("history", config.history().stream().map(ImageConfigJson::step).toList());
        }
        config.comment().ifPresent(comment -> members.put("comment", comment));
        return Json.write(members);
    }

    private static Platform platform(JsonObject object) throws ImageFormatException {
        Platform read = DescriptorJson.readPlatform(object);
        return read.os().isEmpty()
                ? new Platform(
                        "linux",
                        read.architecture(),
                        read.variant(),
                        read.osVersion(),
                        read.osFeatures())
                : read;
    }

    private static List<DiffId> diffIds(JsonObject rootfs) throws ImageFormatException {
        String type = rootfs.string("type");
        if (!type.isEmpty() && !type.equals("layers")) {
            throw rootfs.fault("type", "expected 'layers', got '" + type + "'");
        }
        List<String> texts = rootfs.strings("diff_ids");
        if (texts.size() > JsonLimits.MAX_LAYERS) {
            throw rootfs.fault(
                    "diff_ids",
                    "expected at most " + JsonLimits.MAX_LAYERS + ", got " + texts.size());
        }
        var diffIds = new ArrayList<DiffId>(texts.size());
        for (String text : texts) {
            try {
                diffIds.add(new DiffId(Digest.parse(text)));
            } catch (IllegalArgumentException e) {
                throw rootfs.fault("diff_ids[" + diffIds.size() + "]", e.getMessage());
            }
        }
        return diffIds;
    }

    private static List<History> history(JsonObject object) throws ImageFormatException {
        var steps = new ArrayList<History>();
        for (JsonObject step : object.objects("history")) {
            steps.add(
                    new History(
                            time(step, "created"),
                            DescriptorJson.present(step.string("created_by")),
                            DescriptorJson.present(step.string("author")),
                            DescriptorJson.present(step.string("comment")),
                            step.flag("empty_layer")));
        }
        return steps;
    }

    private static Map<String, @Nullable Object> step(History step) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        step.created().ifPresent(time -> members.put("created", Timestamp.format(time)));
        step.createdBy().ifPresent(text -> members.put("created_by", text));
        step.author().ifPresent(author -> members.put("author", author));
        step.comment().ifPresent(comment -> members.put("comment", comment));
        if (step.emptyLayer()) {
            members.put("empty_layer", true);
        }
        return members;
    }

    private static Optional<Instant> time(JsonObject object, String name)
            throws ImageFormatException {
        String text = object.string(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Timestamp.parse(text));
        } catch (IllegalArgumentException e) {
            throw object.fault(name, e.getMessage());
        }
    }
}
