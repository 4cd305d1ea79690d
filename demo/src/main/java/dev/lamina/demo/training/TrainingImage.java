package dev.lamina.demo.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.command.Context;
import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.RunConfig;
import dev.lamina.image.TreePath;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;
import dev.lamina.registry.ClientOptions;
import dev.lamina.registry.ProgressCallback;
import dev.lamina.registry.RegistryClient;
import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.CredentialStore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// An image like many: two layers of many small text files and a few large ones.
final class TrainingImage {

    private static final int LAYER_COUNT = 2;
    private static final int DIRECTORY_COUNT = 60;
    private static final int FILES_IN_DIRECTORY = 10;
    private static final int FILE_SIZE = 16_000;
    private static final Instant CREATED = Instant.parse("2026-07-01T01:02:03.004Z");
    private static final TreePath PROGRAM = TreePath.parse("/bin/true");

    /// The program `true` for Linux on x86-64: ELF header, program header, and `exit(0)`. Elsewhere
    /// the runtime cannot start it, after all else that there is to train.
    private static final byte[] TRUE =
            HexFormat.of()
                    .parseHex(
                            "7f454c46020101000000000000000000"
                                    + "02003e00010000007800400000000000"
                                    + "40000000000000000000000000000000"
                                    + "00000000400038000100000000000000"
                                    + "01000000050000000000000000000000"
                                    + "00004000000000000000400000000000"
                                    + "81000000000000008100000000000000"
                                    + "0010000000000000"
                                    + "31ffb83c0000000f05");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Path home;

    /// @param home stands for the user's home directory
    TrainingImage(Path home) {
        this.home = home;
    }

    /// Makes the image and pushes it.
    void push(String name, Map<String, String> environment) throws IOException {
        Reference reference = Reference.parse(name);
        List<Descriptor> layers = new ArrayList<>();
        List<DiffId> diffIds = new ArrayList<>();
        var options = ClientOptions.of(Context.USER_AGENT, environment, home);
        try (var client =
                new RegistryClient(RegistryConfig.DEFAULT, CredentialStore.NONE, options)) {
            for (int i = 0; i < LAYER_COUNT; i++) {
                var blob = new ByteArrayOutputStream();
                NewLayer layer = NewLayer.write(entries(i), this::content, Compression.GZIP, blob);
                diffIds.add(layer.layerIndex().diffId());
                layers.add(Descriptor.of(MediaType.OCI_LAYER_GZIP, layer.digest(), layer.size()));
                push(layers.getLast(), blob.toByteArray(), reference, client);
            }
            Bytes config = ImageConfigJson.write(config(diffIds));
            Descriptor descriptor = Descriptor.of(MediaType.OCI_CONFIG, config);
            push(descriptor, config.toArray(), reference, client);
            Bytes manifest = ManifestJson.write(Manifest.of(descriptor, layers));
            Descriptor image =
                    Descriptor.of(MediaType.OCI_MANIFEST, manifest).withPlatform(platform());
            client.pushManifest(
                    reference.withDigest(image.digest()), MediaType.OCI_MANIFEST, manifest);
            Bytes index = ImageIndexJson.write(ImageIndex.of(List.of(image)));
            client.pushManifest(reference, MediaType.OCI_INDEX, index);
        }
    }

    private static void push(
            Descriptor blob, byte[] bytes, Reference reference, RegistryClient client)
            throws IOException {
        client.pushBlob(
                reference,
                blob,
                offset -> new ByteArrayInputStream(bytes, (int) offset, bytes.length),
                ProgressCallback.NONE);
    }

    private static ImageConfig config(List<DiffId> diffIds) {
        return new ImageConfig(
                Optional.of(CREATED),
                Optional.empty(),
                platform(),
                settings(),
                diffIds,
                diffIds.stream().map(layer -> step("COPY " + layer.digest().hex() + " /")).toList(),
                Optional.empty());
    }

    private static Platform platform() {
        return Platform.ofHost(System.getProperty("os.arch"));
    }

    private static RunConfig settings() {
        return new RunConfig(
                "",
                Set.of("80/tcp"),
                List.of("PATH=/usr/bin:/bin", "LANG=C.UTF-8"),
                Optional.of(List.of()),
                Optional.of(List.of("true")),
                Set.of(),
                "/",
                Map.of("maintainer", "nobody"),
                Optional.of("SIGTERM"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }

    private static ImageConfig.History step(String command) {
        return new ImageConfig.History(
                Optional.of(CREATED),
                Optional.of(command),
                Optional.empty(),
                Optional.of("buildkit.dockerfile.v0"),
                false);
    }

    private List<LayerEntry> entries(int layer) {
        List<LayerEntry> entries = new ArrayList<>();
        entries.add(
                new LayerEntry.RegularFile(
                        PROGRAM,
                        Attributes.of(0755, 0, 0, CREATED),
                        FileContent.contiguous(0, TRUE.length)));
        for (int i = 0; i < DIRECTORY_COUNT; i++) {
            Instant modified = CREATED.minusSeconds(i).plusNanos(layer);
            TreePath directory = TreePath.parse("/usr/lib/package-" + i);
            entries.add(new LayerEntry.Directory(directory, Attributes.of(0755, 0, 0, modified)));
            TreePath file = directory;
            for (int j = 0; j < FILES_IN_DIRECTORY; j++) {
                file = TreePath.parse(directory + "/layer-" + layer + "-file-" + j + ".txt");
                entries.add(
                        new LayerEntry.RegularFile(
                                file,
                                Attributes.of(0644, 0, 0, modified),
                                FileContent.contiguous(0, FILE_SIZE + i)));
            }
            entries.add(
                    new LayerEntry.Symlink(
                            TreePath.parse(directory + "/symlink-" + layer),
                            Attributes.of(0777, 0, 0, modified),
                            file.name().bytes()));
            entries.add(
                    new LayerEntry.HardLink(
                            TreePath.parse(directory + "/hard-" + layer),
                            file,
                            Attributes.of(0644, 0, 0, modified)));
        }
        return entries;
    }

    /// Words, which compress about as well as programs do.
    private InputStream content(LayerEntry.RegularFile file) {
        if (file.path().equals(PROGRAM)) {
            return new ByteArrayInputStream(TRUE);
        }
        var text = new StringBuilder();
        while (text.length() < file.content().size()) {
            text.append(Integer.toString(random.nextInt(1 << 15), Character.MAX_RADIX)).append(' ');
        }
        return new ByteArrayInputStream(
                text.substring(0, (int) file.content().size()).getBytes(UTF_8));
    }
}
