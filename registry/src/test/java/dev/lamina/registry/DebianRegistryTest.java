package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A judge that is not ours: distribution's own registry, of which most others are made.
@Tag("linux")
final class DebianRegistryTest {

    private static final Bytes BLOB = Samples.random(31, 3_000_000);
    private static final Descriptor LAYER = Samples.layer(BLOB);
    private static final Bytes CONFIG =
            Samples.text("{\"architecture\":\"amd64\",\"os\":\"linux\"}");
    private static final Descriptor CONFIG_DESCRIPTOR =
            Descriptor.of(MediaType.OCI_CONFIG, Digest.of(CONFIG), CONFIG.length());

    /// With spaces that a program that writes it anew would not make.
    private static final Bytes MANIFEST =
            Samples.text(
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

    private static void push(RegistryClient client, Reference image) throws IOException {
        client.pushBlob(image, LAYER, source(BLOB), ProgressCallback.NONE);
        client.pushBlob(image, CONFIG_DESCRIPTOR, source(CONFIG), ProgressCallback.NONE);
        client.pushManifest(image, MediaType.OCI_MANIFEST, MANIFEST);
    }

    private static BlobSource source(Bytes bytes) {
        return offset ->
                new ByteArrayInputStream(
                        bytes.toArray(), (int) offset, bytes.length() - (int) offset);
    }

    private static byte[] read(RegistryClient client, Reference image, long offset)
            throws IOException {
        try (InputStream in = client.openBlob(image, LAYER, offset)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatIsPushedIsPulledByteForByte() throws Exception {
        try (var registry = DebianRegistry.start(directory);
                var client = Surroundings.direct().open()) {
            Reference image = Reference.parse(registry.authority() + "/team/app:1");

            push(client, image);

            assertThat(client.fetchManifest(image, Samples.ACCEPT))
                    .isEqualTo(
                            new ManifestResponse(
                                    MANIFEST, MediaType.OCI_MANIFEST, Digest.of(MANIFEST)));
            assertThat(client.headManifest(image))
                    .contains(
                            Descriptor.of(
                                    MediaType.OCI_MANIFEST,
                                    Digest.of(MANIFEST),
                                    MANIFEST.length()));
            assertThat(read(client, image, 0)).isEqualTo(BLOB.toArray());
            assertThat(read(client, image, 2_999_990)).hasSize(10);
            assertThat(client.blobExists(image, LAYER.digest())).isTrue();
            assertThat(client.listTags(image)).containsExactly("1");
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        try (var registry = DebianRegistry.start(directory);
                var client = Surroundings.direct().open()) {
            Reference image = Reference.parse(registry.authority() + "/team/app:1");

            assertThatThrownBy(() -> client.fetchManifest(image, Samples.ACCEPT))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> read(client, image, 0)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> client.listTags(image)).isInstanceOf(NotFoundException.class);
            assertThat(client.headManifest(image)).isEmpty();
            assertThat(client.blobExists(image, LAYER.digest())).isFalse();
        }
    }

    @Test
    void aBlobIsMountedFromTheRepositoryThatHasIt() throws Exception {
        try (var registry = DebianRegistry.start(directory);
                var client = Surroundings.direct().open()) {
            Reference image = Reference.parse(registry.authority() + "/team/app:1");
            Reference other = Reference.parse(registry.authority() + "/other");
            push(client, image);

            assertThat(client.mountBlob(other, LAYER.digest(), image)).isTrue();
            assertThat(client.mountBlob(other, Digest.of(MANIFEST), image)).isFalse();
            assertThat(read(client, other, 0)).isEqualTo(BLOB.toArray());
        }
    }

    @Test
    void aManifestIsDeleted() throws Exception {
        try (var registry = DebianRegistry.start(directory);
                var client = Surroundings.direct().open()) {
            Reference image = Reference.parse(registry.authority() + "/team/app:1");
            push(client, image);

            client.deleteManifest(image.withDigest(Digest.of(MANIFEST)));

            assertThat(client.headManifest(image)).isEmpty();
        }
    }

    @Test
    void aManifestWhoseBlobsAreMissingIsRefusedWithTheReason() throws Exception {
        try (var registry = DebianRegistry.start(directory);
                var client = Surroundings.direct().open()) {
            Reference image = Reference.parse(registry.authority() + "/team/app:1");

            assertThatThrownBy(() -> client.pushManifest(image, MediaType.OCI_MANIFEST, MANIFEST))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("manifest_blob_unknown");
        }
    }

    @Test
    void overTlsWithAPasswordItIsTheSame() throws Exception {
        try (var registry = DebianRegistry.startGuarded(directory)) {
            Reference image = Reference.parse(registry.authority() + "/team/app:1");
            Path trusted =
                    Files.createDirectories(
                            directory.resolve(".docker/certs.d").resolve(registry.authority()));
            Files.copy(Certificates.authority(), trusted.resolve("ca.crt"));
            Surroundings surroundings =
                    Surroundings.direct()
                            .home(directory)
                            .credential(
                                    registry.authority(), new Credential.Password("ann", "secret"));

            try (var client = surroundings.open()) {
                push(client, image);

                assertThat(read(client, image, 0)).isEqualTo(BLOB.toArray());
            }
        }
    }

    @Test
    void aPasswordIsProvedByLogin() throws Exception {
        try (var registry = DebianRegistry.startGuarded(directory);
                var client = Surroundings.direct().open()) {
            assertThat(client.login(registry.authority(), "ann", "secret"))
                    .isEqualTo(new LoginResult(new Credential.Password("ann", "secret")));
            assertThatThrownBy(() -> client.login(registry.authority(), "ann", "guess"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("access denied");
            assertThatThrownBy(
                            () ->
                                    client.fetchManifest(
                                            Reference.parse(registry.authority() + "/a:1"),
                                            Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("needs a login");
        }
    }
}
