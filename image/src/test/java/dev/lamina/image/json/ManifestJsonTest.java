package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// image-spec 1.1, manifest.md, and Docker's Image Manifest V 2, Schema 2.
final class ManifestJsonTest {

    @Test
    void anOciManifestWithoutMediaTypeIsOne() throws Exception {
        Manifest manifest = ManifestJson.parse(Golden.read("oci-manifest.json"), "test");

        assertThat(manifest.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(manifest.layers()).hasSize(2);
        assertThat(manifest.layers().get(0).urls()).containsExactly("https://example.org/x");
        assertThat(manifest.layers().get(1).annotations()).containsEntry("io.example", "<&>");
        assertThat(manifest.annotations()).containsEntry("com.example.key2", "");
        assertThat(manifest.subject()).isPresent();
        Golden.check("oci-manifest.canonical", ManifestJson.write(manifest));
    }

    @Test
    void aDockerManifestKeepsItsType() throws Exception {
        Manifest manifest = ManifestJson.parse(Golden.read("docker-manifest.json"), "test");

        assertThat(manifest.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
        Golden.check("docker-manifest.canonical", ManifestJson.write(manifest));
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws Exception {
        Manifest manifest = ManifestJson.parse(Golden.read("oci-manifest.json"), "test");

        assertThat(ManifestJson.parse(ManifestJson.write(manifest), "again")).isEqualTo(manifest);
    }

    @Test
    void theContentTypeCountsWhereTheDocumentSaysNothing() throws Exception {
        Bytes document = Golden.read("oci-manifest.json");

        Manifest manifest =
                ManifestJson.parse(document, MediaType.DOCKER_MANIFEST + "; charset=utf-8", "test");

        assertThat(manifest.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
    }

    @Test
    void aGenericContentTypeSaysNothing() throws Exception {
        Bytes document = Golden.read("docker-manifest.json");

        Manifest manifest = ManifestJson.parse(document, "application/json", "test");

        assertThat(manifest.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
    }

    @Test
    void whatIsKeptUnderALabelMustNotContradictIt() throws Exception {
        Bytes document = Golden.read("docker-manifest.json");

        assertThatThrownBy(() -> ManifestJson.mediaType(document, MediaType.OCI_MANIFEST, "test"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "test: mediaType: expected '"
                                + MediaType.OCI_MANIFEST
                                + "', got '"
                                + MediaType.DOCKER_MANIFEST
                                + "'");
    }

    @Test
    void aDocumentIsWhatItSaysWhateverLabelOfItsKindItCameWith() throws Exception {
        Bytes docker = Golden.read("docker-manifest.json");
        Bytes silent = Golden.read("oci-manifest.json");

        for (String label :
                List.of("", MediaType.OCI_MANIFEST, "text/html; charset=utf-8", "binary/x")) {
            assertThat(ManifestJson.settledType(docker, label, "test"))
                    .as(label)
                    .isEqualTo(MediaType.DOCKER_MANIFEST);
        }
        assertThat(ManifestJson.settledType(silent, "application/x-tar", "test"))
                .isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(ManifestJson.settledType(silent, MediaType.DOCKER_MANIFEST, "test"))
                .isEqualTo(MediaType.DOCKER_MANIFEST);
        assertThat(ManifestJson.settledType(Bytes.utf8("{\"manifests\":[]}"), "text/plain", "test"))
                .isEqualTo(MediaType.OCI_INDEX);
    }

    /// CVE-2021-41190: what one reader takes for a manifest and another for an index.
    @Test
    void aLabelOfTheOtherKindIsRefused() throws Exception {
        Bytes manifest = Golden.read("docker-manifest.json");
        Bytes list = Golden.read("manifest-list.json");

        assertThatThrownBy(() -> ManifestJson.settledType(manifest, MediaType.OCI_INDEX, "test"))
                .hasMessage(
                        "test: mediaType: expected '"
                                + MediaType.OCI_INDEX
                                + "', got '"
                                + MediaType.DOCKER_MANIFEST
                                + "'");
        assertThatThrownBy(() -> ManifestJson.settledType(list, MediaType.OCI_MANIFEST, "test"))
                .hasMessageContaining("expected '" + MediaType.OCI_MANIFEST + "'");
    }

    @Test
    void aManifestAboveFourMebibytesIsRefused() {
        Bytes large = Bytes.utf8("{\"schemaVersion\":2}" + " ".repeat(4 << 20));

        assertThatThrownBy(() -> ManifestJson.parse(large, "test"))
                .hasMessage("test: size: expected at most 4194304 bytes, got 4194323");
    }

    @Test
    void theTypeOfADocumentIsToldWithoutReadingItAll() throws Exception {
        assertThat(type("oci-manifest.json")).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(type("docker-manifest.json")).isEqualTo(MediaType.DOCKER_MANIFEST);
        assertThat(type("manifest-list.json")).isEqualTo(MediaType.DOCKER_MANIFEST_LIST);
        assertThat(
                        ManifestJson.mediaType(
                                Bytes.utf8("{\"schemaVersion\":2,\"manifests\":[]}"), "", "test"))
                .isEqualTo(MediaType.OCI_INDEX);
    }

    @Test
    void everyDocumentNamedRefuseIsRefusedWithItsMessage() throws Exception {
        int count = 0;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Golden.DIRECTORY, "refuse-*.json")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Bytes document = Golden.read(name);
                String message = message(document, name);
                Golden.check(name.replace(".json", ".message"), Bytes.utf8(message + "\n"));
                count++;
            }
        }
        assertThat(count).isGreaterThanOrEqualTo(18);
    }

    private static String type(String name) throws IOException {
        return ManifestJson.mediaType(Golden.read(name), "", "test");
    }

    private static String message(Bytes document, String name) {
        try {
            return "accepted: " + ManifestJson.parse(document, name);
        } catch (ImageFormatException e) {
            return e.getMessage();
        }
    }
}
