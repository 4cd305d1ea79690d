package dev.lamina.docker.document;

import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImagePlaces;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.Timestamp;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The document of an image: the fields of Docker's API 1.50, in its order.
final class ImageDocument {

    private ImageDocument() {}

    /// Returns the fields of an image.
    static Struct of(ImageDetails image, ImagePlaces places) throws ImageFormatException {
        ImageConfig config = image.config();
        Platform platform = config.platform();
        var document =
                new Struct("image")
                        .put("Id", image.id().toString())
                        .put("RepoTags", familiar(image.tags()))
                        .put("RepoDigests", familiar(image.repoDigests()))
                        .hide("Parent", "");
        // Absent where the config does not say: Created since Docker's API 1.44, the others since
        // 1.52.
        ConfigDocument.putOrHide(document, "Comment", ConfigDocument.text(config.comment()));
        ConfigDocument.putOrHide(document, "Created", created(config));
        ConfigDocument.putOrHide(document, "DockerVersion", dockerVersion(image));
        ConfigDocument.putOrHide(document, "Author", ConfigDocument.text(config.author()));
        document.put("Config", ConfigDocument.of(config.config()))
                .put("Architecture", platform.architecture());
        ConfigDocument.putOrHide(document, "Variant", ConfigDocument.text(platform.variant()));
        document.put("Os", platform.os());
        ConfigDocument.putOrHide(document, "OsVersion", ConfigDocument.text(platform.osVersion()));
        return document.put("Size", image.size())
                .put("GraphDriver", graphDriver(places))
                .put("RootFS", rootFs(config))
                .put("Metadata", new Struct("metadata").put("LastTagTime", ConfigDocument.NEVER))
                .put("Descriptor", descriptor(image))
                .alias("ID", "Id");
    }

    /// The file that the kernel mounts, and the layers' tars that its data lies in, lowest first.
    private static Struct graphDriver(ImagePlaces places) {
        var files = new TreeMap<String, @Nullable Object>();
        places.union().ifPresent(union -> files.put("Union", union.toString()));
        var tars = new StringBuilder();
        for (Path tar : places.tars()) {
            tars.append(tars.isEmpty() ? "" : ":").append(tar);
        }
        if (!tars.isEmpty()) {
            files.put("Layers", tars.toString());
        }
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

    /// Docker's builder says so in a field of its own, which is no part of the image-spec.
    private static String dockerVersion(ImageDetails image) throws ImageFormatException {
        return Json.parseObject(image.configBytes(), "config").string("docker_version");
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
}
