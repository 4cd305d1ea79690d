package dev.lamina.testing.pages;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// An image like those in use: for several platforms, of several layers with a history, settings, links
/// among its files, signed, with a list of its parts.
final class RichImage {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private static final List<String> STEPS =
            List.of(
                    "/bin/sh -c #(nop) ADD file:4bf3a1c7d6e8 in / ",
                    "/bin/sh -c #(nop)  ENV LANG=C.UTF-8",
                    "RUN /bin/sh -c set -eux; apt-get update; apt-get install -y"
                            + " --no-install-recommends ca-certificates curl libpcre2-8-0 libssl3 zlib1g;"
                            + " rm -rf /var/lib/apt/lists/*; ldconfig; adduser --system --group"
                            + " --no-create-home web # buildkit",
                    "COPY conf/ /etc/web/ # buildkit",
                    "EXPOSE map[80/tcp:{}]",
                    "CMD [\"web\" \"-g\" \"daemon off;\"]");

    private static final Set<Integer> WITHOUT_LAYER = Set.of(1, 4, 5);

    private final RegistryClient client;
    private final Reference repository;

    private RichImage(RegistryClient client, Reference repository) {
        this.client = client;
        this.repository = repository;
    }

    /// Makes the image and pushes it.
    ///
    /// @param version what it says of itself
    static void push(String reference, String version) throws IOException {
        var options = ClientOptions.of("example/1.0", Map.of(), Path.of("/nonexistent"));
        try (var client =
                new RegistryClient(RegistryConfig.DEFAULT, CredentialStore.NONE, options)) {
            Reference tag = Reference.parse(reference);
            new RichImage(client, tag.withoutTagAndDigest()).push(tag, version);
        }
    }

    private void push(Reference tag, String version) throws IOException {
        var images = new ArrayList<Descriptor>();
        for (String platform : List.of("linux/amd64", "linux/arm64", "linux/riscv64")) {
            images.add(image(Platform.parse(platform), version));
        }
        Bytes index = ImageIndexJson.write(ImageIndex.of(images));
        client.pushManifest(tag, MediaType.OCI_INDEX, index);
        refer(
                Descriptor.of(MediaType.OCI_INDEX, index),
                "application/vnd.dev.cosign.artifact.sig.v1+json");
        refer(
                Descriptor.of(
                        images.getFirst().mediaType(),
                        images.getFirst().digest(),
                        images.getFirst().size()),
                "application/spdx+json");
    }

    private Descriptor image(Platform platform, String version) throws IOException {
        var layers = new ArrayList<Descriptor>();
        var diffIds = new ArrayList<DiffId>();
        for (Map<String, String> files : files(platform, version)) {
            var blob = new ByteArrayOutputStream();
            NewLayer layer = layer(files, blob);
            diffIds.add(layer.layerIndex().diffId());
            layers.add(send(MediaType.OCI_LAYER_GZIP, Bytes.of(blob.toByteArray())));
        }
        Descriptor config =
                send(
                        MediaType.OCI_CONFIG,
                        ImageConfigJson.write(config(platform, version, diffIds)));
        Bytes manifest = ManifestJson.write(Manifest.of(config, layers));
        client.pushManifest(
                repository.withDigest(Digest.of(manifest)), MediaType.OCI_MANIFEST, manifest);
        return Descriptor.of(MediaType.OCI_MANIFEST, manifest).withPlatform(platform);
    }

    /// Files by their paths, links with `-> ` before their targets, of each layer.
    private static List<Map<String, String>> files(Platform platform, String version) {
        return List.of(
                Map.ofEntries(
                        Map.entry("bin", "-> usr/bin"),
                        Map.entry("lib", "-> usr/lib"),
                        Map.entry("etc/os-release", "-> ../usr/lib/os-release"),
                        Map.entry("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"),
                        Map.entry("etc/hostname", "-> /none/such"),
                        Map.entry("etc/circle", "-> circle"),
                        Map.entry("usr/bin/sh", noise(1, 120_000)),
                        Map.entry("usr/bin/env", noise(2, 40_000)),
                        Map.entry("usr/lib/os-release", "NAME=\"Example\"\nVERSION=13\n"),
                        Map.entry("var/log/.keep", "")),
                Map.of(
                        "usr/lib/libssl.so.3", noise(version.hashCode(), 900_000),
                        "usr/lib/libssl.so", "-> libssl.so.3",
                        "usr/bin/web", noise(3, 300_000)),
                Map.of(
                        "etc/web/web.conf",
                        "listen 80;\n# for " + platform + ", version " + version + "\n",
                        "etc/web/mime.types",
                        "text/html html htm;\ntext/css css;\n"));
    }

    /// What does not compress.
    private static String noise(long seed, int length) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder("\0");
        for (int i = 1; i < length; i++) {
            text.append((char) ('0' + random.nextInt(70)));
        }
        return text.toString();
    }

    private static NewLayer layer(Map<String, String> files, ByteArrayOutputStream blob)
            throws IOException {
        var entries = new ArrayList<LayerEntry>();
        files.keySet().stream()
                .sorted()
                .forEach(path -> entries.add(entry(TreePath.parse(path), files.get(path))));
        return NewLayer.write(
                entries,
                file -> Bytes.utf8(files.get(file.path().toString().substring(1))).openStream(),
                Compression.GZIP,
                blob);
    }

    private static LayerEntry entry(TreePath path, String content) {
        if (content.startsWith("-> ")) {
            return new LayerEntry.Symlink(
                    path, Attributes.of(0777, 0, 0, TIME), Bytes.utf8(content.substring(3)));
        }
        int mode = path.toString().startsWith("/usr/bin/") ? 0755 : 0644;
        return new LayerEntry.RegularFile(
                path,
                Attributes.of(mode, 0, 0, TIME),
                FileContent.contiguous(0, Bytes.utf8(content).length()));
    }

    private static ImageConfig config(Platform platform, String version, List<DiffId> diffIds) {
        var history = new ArrayList<ImageConfig.History>();
        for (String step : STEPS) {
            history.add(
                    new ImageConfig.History(
                            Optional.of(TIME),
                            Optional.of(step),
                            Optional.empty(),
                            Optional.empty(),
                            WITHOUT_LAYER.contains(history.size())));
        }
        var run =
                new RunConfig(
                        "web",
                        Set.of("80/tcp"),
                        List.of(
                                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                                "LANG=C.UTF-8",
                                "WEB_VERSION=" + version),
                        Optional.of(List.of("/docker-entrypoint.sh")),
                        Optional.of(List.of("web", "-g", "daemon off;")),
                        Set.of("/var/cache/web"),
                        "/srv",
                        Map.of(
                                "org.opencontainers.image.source",
                                "https://example.com/a/rather/long/address/of/the/source",
                                "org.opencontainers.image.version",
                                version),
                        Optional.of("SIGQUIT"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false);
        return new ImageConfig(
                Optional.of(TIME),
                Optional.of("The Web Authors <web@example.com>"),
                platform,
                run,
                diffIds,
                history,
                Optional.empty());
    }

    private void refer(Descriptor subject, String type) throws IOException {
        Descriptor config = send("application/vnd.oci.empty.v1+json", Bytes.utf8("{}"));
        Descriptor layer = send(type, Bytes.utf8("{\"about\": \"" + subject.digest() + "\"}"));
        Bytes manifest =
                ManifestJson.write(
                        new Manifest(
                                MediaType.OCI_MANIFEST,
                                config,
                                List.of(layer),
                                Optional.of(subject),
                                Map.of(),
                                Optional.of(type)));
        client.pushManifest(
                repository.withDigest(Digest.of(manifest)), MediaType.OCI_MANIFEST, manifest);
    }

    private Descriptor send(String mediaType, Bytes bytes) throws IOException {
        Descriptor descriptor = Descriptor.of(mediaType, bytes);
        client.pushBlob(
                repository,
                descriptor,
                offset -> {
                    InputStream in = bytes.openStream();
                    in.skipNBytes(offset);
                    return in;
                },
                ProgressCallback.NONE);
        return descriptor;
    }
}
