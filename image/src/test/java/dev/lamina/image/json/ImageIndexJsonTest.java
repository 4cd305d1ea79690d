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
        assertThat(list.manifests().stream().flatMap(manifest -> manifest.platform().stream()))
                .contains(Platform.parse("linux/arm/v7"));
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

    /// An index that an image is chosen from, and one that is kept, for instance a list of images.
    @Test
    void anEntryThatIsNoDescriptorIsLeftOutOrRefused() throws Exception {
        String good =
                "{\"mediaType\":\"a\",\"digest\":\"sha256:" + "a".repeat(64) + "\",\"size\":2}";
        String future = "{\"mediaType\":\"a\",\"digest\":\"blake3:00\",\"size\":2}";
        String negative = good.replace(":2}", ":-2}");
        Bytes document =
                Bytes.utf8(
                        "{\"schemaVersion\":2,\"manifests\":[null,"
                                + String.join(",", future, negative, good)
                                + "]}");

        assertThat(ImageIndexJson.parseUsable(document, "", "test").manifests()).hasSize(1);
        assertThatThrownBy(() -> ImageIndexJson.parse(document, "test"))
                .hasMessage("test: manifests[0].size: expected a size, got nothing");
    }

    @Test
    void anObjectWithoutAnythingIsNoEmptyIndex() {
        assertThatThrownBy(() -> ImageIndexJson.parse(Bytes.utf8("{}"), "test"))
                .hasMessage("test: schemaVersion: expected 2, got nothing");
    }

    @Test
    void aManifestIsRefused() throws Exception {
        Bytes manifest = Golden.read("oci-manifest.json");

        assertThatThrownBy(() -> ImageIndexJson.parse(manifest, "test"))
                .hasMessage("test: layers: expected none in an image index, got a manifest");
    }
}
