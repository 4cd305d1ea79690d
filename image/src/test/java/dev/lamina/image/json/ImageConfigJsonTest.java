package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// image-spec 1.1, config.md, and what Docker's builders write.
final class ImageConfigJsonTest {

    @Test
    void aConfigOfTheClassicBuilderIsRead() throws Exception {
        ImageConfig config = ImageConfigJson.parse(Golden.read("docker-config.json"), "test");

        assertThat(config.created()).contains(Instant.parse("2024-02-29T23:59:59.123456789Z"));
        assertThat(config.platform().toString()).isEqualTo("linux/amd64");
        RunConfig run = config.config();
        assertThat(run.user()).isEqualTo("101:101");
        assertThat(run.exposedPorts()).containsExactly("80/tcp", "443/tcp");
        assertThat(run.entrypoint()).isEmpty();
        assertThat(run.cmd()).contains(List.of("nginx", "-g", "daemon off;"));
        assertThat(run.volumes()).isEmpty();
        assertThat(run.labels()).containsEntry("null", "");
        assertThat(run.argsEscaped()).isTrue();
        assertThat(config.history().get(0).created())
                .contains(Instant.parse("2024-02-29T21:59:58.5Z"));
        assertThat(config.history().get(1).emptyLayer()).isTrue();
        Golden.check("docker-config.canonical", ImageConfigJson.write(config));
    }

    @Test
    void aConfigOfBuildKitIsRead() throws Exception {
        ImageConfig config = ImageConfigJson.parse(Golden.read("buildkit-config.json"), "test");

        assertThat(config.platform().toString()).isEqualTo("linux/arm/v7");
        assertThat(config.config().entrypoint()).contains(List.of());
        RunConfig.Healthcheck check = config.config().healthcheck().orElseThrow();
        assertThat(check.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(check.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(check.retries()).isEqualTo(3);
        assertThat(config.config().shell()).contains(List.of("/bin/bash", "-c"));
        Golden.check("buildkit-config.canonical", ImageConfigJson.write(config));
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws Exception {
        for (String name : List.of("docker-config.json", "buildkit-config.json")) {
            ImageConfig config = ImageConfigJson.parse(Golden.read(name), "test");

            assertThat(ImageConfigJson.parse(ImageConfigJson.write(config), name))
                    .isEqualTo(config);
        }
    }

    @Test
    void theLeastConfigHasLayersAlone() throws Exception {
        ImageConfig config = parse("{\"rootfs\":{\"diff_ids\":[]},\"config\":null}");

        assertThat(config.platform().os()).isEqualTo("linux");
        assertThat(config.config()).isEqualTo(RunConfig.EMPTY);
    }

    @Test
    void anArtifactsConfigIsRefused() {
        assertThatThrownBy(() -> parse("{}"))
                .hasMessage("test: rootfs: expected the layers of an image, got nothing");
    }

    @Test
    void aFaultIsNamedByItsPath() {
        assertThatThrownBy(() -> parse("{\"rootfs\":{},\"config\":{\"Env\":[\"A=1\",2]}}"))
                .hasMessage("test: config.Env[1]: expected a string, got 2");
        assertThatThrownBy(() -> parse("{\"rootfs\":{\"diff_ids\":[\"sha256:ab\"]}}"))
                .hasMessage(
                        "test: rootfs.diff_ids[0]: digest: expected 64 hexadecimal digits, got 2");
        assertThatThrownBy(() -> parse("{\"rootfs\":{},\"created\":\"yesterday\"}"))
                .hasMessage(
                        "test: created: expected a time as 2006-01-02T15:04:05Z, got 'yesterday'");
        assertThatThrownBy(() -> parse("{\"rootfs\":{},\"history\":[{\"empty_layer\":\"yes\"}]}"))
                .hasMessage("test: history[0].empty_layer: expected true or false, got a string");
    }

    @Test
    void aConfigAboveEightMebibytesIsRefused() {
        assertThatThrownBy(() -> parse(" ".repeat((8 << 20) + 1)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("expected at most 8388608 bytes");
    }

    private static ImageConfig parse(String document) throws ImageFormatException {
        return ImageConfigJson.parse(Bytes.utf8(document), "test");
    }
}
