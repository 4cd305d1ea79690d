package dev.lamina.testing.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An OCI image layout on disk with one image, named `image`, whose layers travel uncompressed.
///
/// @param directory of the layout
/// @param tars      of the layers, lowest first
/// @param diffIds   of the layers
record OciLayout(Path directory, List<Path> tars, List<DiffId> diffIds) {

    private static final String NAME = "org.opencontainers.image.ref.name";

    /// Makes a layout; `directory` does not exist yet.
    static OciLayout create(Path directory, List<Path> tars) throws IOException {
        Path blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
        var layers = new ArrayList<Descriptor>();
        for (Path tar : tars) {
            Digest digest = digest(tar);
            layers.add(Descriptor.of(MediaType.OCI_LAYER, digest, Files.size(tar)));
            if (!Files.exists(blobs.resolve(digest.hex()))) {
                Files.createLink(blobs.resolve(digest.hex()), tar);
            }
        }
        Bytes config = config(layers);
        Bytes manifest =
                ManifestJson.write(
                        Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, config), layers));
        Descriptor named =
                Descriptor.of(MediaType.OCI_MANIFEST, manifest)
                        .withAnnotations(Map.of(NAME, "image"));
        for (Bytes document : List.of(config, manifest)) {
            Files.write(blobs.resolve(Digest.of(document).hex()), document.toArray());
        }
        Files.write(
                directory.resolve("index.json"),
                ImageIndexJson.write(ImageIndex.of(List.of(named))).toArray());
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        List<DiffId> diffIds = layers.stream().map(l -> new DiffId(l.digest())).toList();
        return new OciLayout(directory, tars, diffIds);
    }

    private static Bytes config(List<Descriptor> layers) {
        String diffIds =
                layers.stream()
                        .map(layer -> '"' + layer.digest().toString() + '"')
                        .collect(Collectors.joining(","));
        return Bytes.of(
                """
                {"architecture":"amd64","os":"linux","config":{},\
                "rootfs":{"type":"layers","diff_ids":[%s]}}"""
                        .formatted(diffIds)
                        .getBytes(UTF_8));
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return Digest.parse("sha256:" + HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
