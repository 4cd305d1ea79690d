package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;

import org.junit.jupiter.api.Test;

/// image-spec 1.1, image-index.md, and Docker's manifest list.
final class ImageIndexJsonTest {

    @Test
    void aManifestListIsReadWithItsPlatforms() throws Exception {
        ImageIndex list = ImageIndexJson.parse(Golden.read("manifest-list.json"), "test");

        assertThat(list.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST_LIST);
        assertThat(list.find(Platform.parse("linux/arm/v7"))).isPresent();
        assertThat(list.manifests().get(2).platform().orElseThrow().osVersion()).contains("10.0.1");
        Golden.check("manifest-list.canonical", ImageIndexJson.write(list));
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws Exception {
        ImageIndex list = ImageIndexJson.parse(Golden.read("manifest-list.json"), "test");

        assertThat(ImageIndexJson.parse(ImageIndexJson.write(list), "again")).isEqualTo(list);
    }

    @Test
    void anEmptyIndexWithNullsIsRead() throws Exception {
        Bytes document =
                Bytes.utf8("{\"schemaVersion\":2,\"manifests\":null,\"annotations\":null}");

        assertThat(ImageIndexJson.parse(document, "test").manifests()).isEmpty();
    }

    @Test
    void aManifestIsRefused() throws Exception {
        Bytes manifest = Golden.read("oci-manifest.json");

        assertThatThrownBy(() -> ImageIndexJson.parse(manifest, "test"))
                .hasMessage("test: layers: expected none in an image index, got a manifest");
    }
}
