package dev.lamina.cli.image;

import dev.lamina.cli.template.Struct;
import dev.lamina.engine.store.ImageDetails;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.RunConfig;
import dev.lamina.image.RunConfig.Healthcheck;
import dev.lamina.image.json.Timestamp;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What `inspect` shows of an image: the fields of Docker's API 1.50, in its order.
public final class ImageDocument {

    /// Go's zero time, which Docker shows for "never".
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private ImageDocument() {}

    /// Returns the fields of an image.
    public static Struct of(ImageDetails image, StorePaths paths) {
        ImageConfig config = image.config();
        Platform platform = config.platform();
        var document =
                new Struct("image")
                        .put("Id", image.id().toString())
                        .put("RepoTags", familiar(image.tags()))
                        .put("RepoDigests", familiar(image.repoDigests()))
                        .put("Parent", "")
                        .put("Comment", text(config.comment()))
                        .put("Created", created(config))
                        .put("DockerVersion", "")
                        .put("Author", text(config.author()))
                        .put("Config", of(config.config()))
                        .put("Architecture", platform.architecture());
        putOrHide(document, "Variant", text(platform.variant()));
        document.put("Os", platform.os());
        putOrHide(document, "OsVersion", text(platform.osVersion()));
        return document.put("Size", image.size())
                .put("GraphDriver", graphDriver(image, paths))
                .put("RootFS", rootFs(config))
                .put("Metadata", new Struct("metadata").put("LastTagTime", NEVER))
                .put("Descriptor", descriptor(image))
                .alias("ID", "Id");
    }

    /// Returns the fields of what an image or a container runs.
    public static Struct of(RunConfig config) {
        var fields = new Struct("config").put("User", config.user());
        putOrHide(fields, "ExposedPorts", set(config.exposedPorts()));
        fields.put("Env", list(config.env())).put("Cmd", words(config.cmd()));
        Healthcheck check = config.healthcheck().isPresent() ? config.healthcheck().get() : null;
        putOrHide(fields, "Healthcheck", check == null ? null : of(check));
        if (config.argsEscaped()) {
            fields.put("ArgsEscaped", true);
        } else {
            fields.hide("ArgsEscaped", false);
        }
        fields.put("Volumes", set(config.volumes()))
                .put("WorkingDir", config.workingDir())
                .put("Entrypoint", words(config.entrypoint()))
                .put("OnBuild", list(config.onBuild()))
                .put("Labels", config.labels().isEmpty() ? null : new TreeMap<>(config.labels()));
        putOrHide(fields, "StopSignal", text(config.stopSignal()));
        putOrHide(fields, "Shell", words(config.shell()));
        return fields;
    }

    private static Struct of(Healthcheck check) {
        return new Struct("healthcheck")
                .put("Test", check.test())
                .put("Interval", check.interval().toNanos())
                .put("Timeout", check.timeout().toNanos())
                .put("StartPeriod", check.startPeriod().toNanos())
                .put("StartInterval", check.startInterval().toNanos())
                .put("Retries", (long) check.retries());
    }

    /// The file that the kernel mounts, and the layers' tars that its data lies in, lowest first.
    private static Struct graphDriver(ImageDetails image, StorePaths paths) {
        var files = new TreeMap<String, @Nullable Object>();
        if (image.chainId().isPresent()) {
            files.put("Union", paths.union(image.chainId().get()).toString());
        }
        var tars = new StringBuilder();
        for (DiffId layer : image.config().diffIds()) {
            tars.append(tars.isEmpty() ? "" : ":").append(paths.tar(layer));
        }
        files.put("Layers", tars.toString());
        return new Struct("driver").put("Data", files).put("Name", "erofs");
    }

    private static Struct rootFs(ImageConfig config) {
        var layers = new ArrayList<String>();
        for (DiffId layer : config.diffIds()) {
            layers.add(layer.toString());
        }
        return new Struct("rootfs").put("Type", "layers").put("Layers", layers);
    }

    private static Struct descriptor(ImageDetails image) {
        return new Struct("descriptor")
                .put("mediaType", image.target().mediaType())
                .put("digest", image.target().digest().toString())
                .put("size", image.target().size());
    }

    private static String created(ImageConfig config) {
        return config.created().isPresent() ? Timestamp.format(config.created().get()) : "";
    }

    private static List<String> familiar(List<Reference> references) {
        var texts = new ArrayList<String>();
        for (Reference reference : references) {
            texts.add(reference.familiar());
        }
        return texts;
    }

    private static String text(Optional<String> text) {
        return text.isPresent() ? text.get() : "";
    }

    private static @Nullable List<String> words(Optional<List<String>> words) {
        return words.isPresent() ? words.get() : null;
    }

    private static @Nullable List<String> list(List<String> elements) {
        return elements.isEmpty() ? null : elements;
    }

    private static @Nullable Map<String, @Nullable Object> set(Set<String> names) {
        if (names.isEmpty()) {
            return null;
        }
        var set = new TreeMap<String, @Nullable Object>();
        for (String name : names) {
            set.put(name, Map.of());
        }
        return set;
    }

    /// What is not set has no place in JSON, but templates may ask for it.
    private static void putOrHide(Struct fields, String name, @Nullable Object value) {
        if (value == null || value.equals("")) {
            fields.hide(name, value);
        } else {
            fields.put(name, value);
        }
    }
}
