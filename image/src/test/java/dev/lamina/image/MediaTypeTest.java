package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which labels a layer may have: those of the specifications, and what else occurs on tars.
final class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                MediaType.OCI_LAYER,
                MediaType.OCI_LAYER_GZIP,
                MediaType.OCI_LAYER_ZSTD,
                MediaType.OCI_LAYER_NONDISTRIBUTABLE + "+zstd",
                MediaType.DOCKER_LAYER,
                MediaType.DOCKER_LAYER_GZIP,
                MediaType.DOCKER_LAYER_ZSTD,
                MediaType.DOCKER_LAYER_FOREIGN,
                "application/vnd.docker.container.image.rootfs.diff+x-gtar",
                "application/vnd.oci.image.layer.v1.TAR+gzip; charset=binary",
                "application/x-tar",
                "application/tar+gzip",
                "application/gzip",
                "application/octet-stream"
            })
    void tarsAreLayersWhateverTheyAreCalled(String type) {
        assertThat(MediaType.isLayer(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json",
                "application/vnd.in-toto+json",
                MediaType.OCI_EMPTY,
                MediaType.OCI_CONFIG,
                "application/vnd.oci.image.layer.v1.tar+gzip+encrypted",
                "application/vnd.example.startup",
                "application/vnd.wasm.content.layer.v1+wasm"
            })
    void documentsAndWhatNobodyCanReadAreNone(String type) {
        assertThat(MediaType.isLayer(type)).isFalse();
    }
}
