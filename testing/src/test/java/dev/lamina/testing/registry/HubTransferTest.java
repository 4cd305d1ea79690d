package dev.lamina.testing.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.BlobSource;
import dev.lamina.registry.ClientOptions;
import dev.lamina.registry.ManifestResponse;
import dev.lamina.registry.ProgressCallback;
import dev.lamina.registry.RegistryClient;
import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.CredentialStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The registry client against the hub: both sides of distribution-spec 1.1 are ours, and neither
/// knows the other.
final class HubTransferTest {

    private static final Bytes BLOB = random(3_000_000);
    private static final Descriptor LAYER =
            Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.of(BLOB), BLOB.length());
    private static final Bytes CONFIG = text("{\"architecture\":\"amd64\",\"os\":\"linux\"}");
    private static final Descriptor CONFIG_DESCRIPTOR =
            Descriptor.of(MediaType.OCI_CONFIG, Digest.of(CONFIG), CONFIG.length());
    private static final Bytes MANIFEST =
            text(
                    """
                    {"schemaVersion": 2,   "mediaType": "%s",
                     "config": {"mediaType": "%s", "digest": "%s", "size": %d},
                     "layers": [{"mediaType": "%s", "digest": "%s", "size": %d}]}
                    """
                            .formatted(
                                    MediaType.OCI_MANIFEST,
                                    MediaType.OCI_CONFIG,
                                    CONFIG_DESCRIPTOR.digest(),
                                    CONFIG_DESCRIPTOR.size(),
                                    MediaType.OCI_LAYER_GZIP,
                                    LAYER.digest(),
                                    LAYER.size()));

    @TempDir private Path directory;
    private Hub hub;
    private RegistryClient client;

    @BeforeEach
    void start() throws IOException {
        hub =
                Hub.start(
                        HubSettings.of(HubSettings.parseListen("127.0.0.1:0"), directory)
                                .withAnonymousPush(true));
        client =
                new RegistryClient(
                        RegistryConfig.DEFAULT,
                        CredentialStore.NONE,
                        ClientOptions.of("lamina-test/1", Map.of(), directory));
    }

    @AfterEach
    void stop() {
        client.close();
        hub.close();
    }

    private static Bytes text(String text) {
        return Bytes.of(text.getBytes(UTF_8));
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(41).nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private String authority() {
        return "127.0.0.1:" + hub.address().getPort();
    }

    private Reference image(String name) {
        return Reference.parse(authority() + "/" + name);
    }

    private static BlobSource source(Bytes bytes) {
        return offset ->
                new ByteArrayInputStream(
                        bytes.toArray(), (int) offset, bytes.length() - (int) offset);
    }

    private void push(Reference image) throws IOException {
        client.pushBlob(image, LAYER, source(BLOB), ProgressCallback.NONE);
        client.pushBlob(image, CONFIG_DESCRIPTOR, source(CONFIG), ProgressCallback.NONE);
        client.pushManifest(image, MediaType.OCI_MANIFEST, MANIFEST);
    }

    private byte[] read(Reference image, long offset) throws IOException {
        try (InputStream in = client.openBlob(image, LAYER, offset)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatIsPushedIsPulledByteForByte() throws IOException {
        push(image("team/app:1"));

        assertThat(client.fetchManifest(image("team/app:1"), MediaType.MANIFESTS))
                .isEqualTo(
                        new ManifestResponse(
                                MANIFEST, MediaType.OCI_MANIFEST, Digest.of(MANIFEST)));
        assertThat(read(image("team/app"), 0)).isEqualTo(BLOB.toArray());
        assertThat(read(image("team/app"), 2_999_990)).hasSize(10);
        assertThat(client.listTags(image("team/app"))).containsExactly("1");
    }

    @Test
    void aBlobIsMountedFromTheRepositoryThatHasIt() throws IOException {
        push(image("team/app:1"));

        assertThat(client.blobExists(image("other"), LAYER.digest())).isFalse();
        assertThat(client.mountBlob(image("other"), LAYER.digest(), image("team/app"))).isTrue();
        assertThat(read(image("other"), 0)).isEqualTo(BLOB.toArray());
    }

    @Test
    void anUploadThatBreaksGoesOnWhereTheHubIs() throws IOException {
        List<Long> attempts = new ArrayList<>();
        BlobSource source =
                offset -> {
                    attempts.add(offset);
                    return source(BLOB).openStream(offset);
                };

        try (var proxy = BreakingProxy.start(authority(), 1_000_000)) {
            client.pushBlob(
                    Reference.parse(proxy.authority() + "/team/app"),
                    LAYER,
                    source,
                    ProgressCallback.NONE);
        }

        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(1)).isGreaterThan(500_000L);
        assertThat(read(image("team/app"), 0)).isEqualTo(BLOB.toArray());
    }

    @Test
    void aManifestIsDeleted() throws IOException {
        push(image("team/app:1"));

        client.deleteManifest(image("team/app").withDigest(Digest.of(MANIFEST)));

        assertThat(client.headManifest(image("team/app:1"))).isEmpty();
        assertThatThrownBy(() -> client.fetchManifest(image("team/app:1"), MediaType.MANIFESTS))
                .isInstanceOf(NotFoundException.class);
    }
}
