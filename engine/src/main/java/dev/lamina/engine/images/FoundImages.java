package dev.lamina.engine.images;

import dev.lamina.engine.store.Blobs;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ManifestJson;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The images as the blobs alone tell of them, where the list of images is lost: every manifest whose
/// config and layers are there too. The names are lost with the list.
final class FoundImages {

    /// No manifest is larger; most layers are.
    private static final long MAX_MANIFEST = 4L << 20;

    private final StorePaths paths;
    private final Blobs blobs;

    FoundImages(StorePaths paths, Blobs blobs) {
        this.paths = paths;
        this.blobs = blobs;
    }

    /// Returns an entry without a name for each image, by the order of their digests.
    List<ImageEntry> entries() throws IOException {
        List<ImageEntry> entries = new ArrayList<>();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            for (Path file : files(paths.blobs(algorithm))) {
                entry(algorithm.prefix() + ":" + file.getFileName()).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(directory, FoundImages::isSmall)) {
            all.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private static boolean isSmall(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= MAX_MANIFEST;
    }

    private Optional<ImageEntry> entry(String name) throws IOException {
        try {
            Digest digest = Digest.parse(name);
            Optional<Bytes> document = blobs.wholeDocument(digest);
            if (document.isEmpty()) {
                return Optional.empty();
            }
            Manifest manifest = ManifestJson.parse(document.get(), "blob " + digest);
            if (!isWhole(manifest)) {
                return Optional.empty();
            }
            Descriptor target =
                    Descriptor.of(manifest.mediaType(), digest, document.get().length());
            return Optional.of(
                    new ImageEntry(
                            Optional.empty(),
                            target,
                            Optional.of(digest),
                            Optional.of(manifest.config().digest())));
        } catch (IllegalArgumentException | ImageFormatException e) {
            // A layer, a config, or what another tool has put here.
            return Optional.empty();
        }
    }

    /// @throws ImageFormatException if the config is none
    private boolean isWhole(Manifest manifest) throws IOException {
        boolean whole =
                MediaType.mayBeConfig(manifest.config().mediaType())
                        && blobs.has(manifest.config());
        for (Descriptor layer : manifest.layers()) {
            whole = whole && blobs.has(layer);
        }
        if (whole && !MediaType.isConfig(manifest.config().mediaType())) {
            Digest config = manifest.config().digest();
            ImageConfigJson.parse(blobs.document(config), "config " + config);
        }
        return whole;
    }
}
