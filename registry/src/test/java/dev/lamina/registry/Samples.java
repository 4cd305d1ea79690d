package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;

import java.util.List;
import java.util.SplittableRandom;

/// Things to transfer.
final class Samples {

    static final List<String> ACCEPT = MediaType.MANIFESTS;

    /// The client does not look into a manifest.
    static final Bytes MANIFEST = text("{\"schemaVersion\":2,\"comment\":\"exact   bytes\"}\n");

    private Samples() {}

    static Bytes text(String text) {
        return Bytes.of(text.getBytes(UTF_8));
    }

    /// Returns bytes that are the same for the same seed.
    static Bytes random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }

    static Descriptor layer(Bytes blob) {
        return Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.of(blob), blob.length());
    }

    /// Returns the answer that has this manifest.
    static Reply manifest(Bytes document) {
        return Reply.of(200)
                .with("Content-Type", MediaType.OCI_MANIFEST)
                .with("Docker-Content-Digest", Digest.of(document).toString())
                .body(document);
    }
}
