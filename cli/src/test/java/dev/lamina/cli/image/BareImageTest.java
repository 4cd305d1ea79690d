package dev.lamina.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.TestStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// An image that says next to nothing of itself: what is absent stays absent in all commands, as
/// in Docker's API of version 1.44 and later.
final class BareImageTest {

    @TempDir private Path scratch;
    private Lamina lamina;

    @BeforeEach
    void makeStore() throws IOException {
        Path root = scratch.resolve("store");
        var store = new TestStore(root);
        store.addBare("{\"rootfs\":{\"diff_ids\":null}}", "bare:1");
        store.addBare(
                "{\"created\":\"0001-01-01T00:00:00Z\",\"architecture\":\"arm64\",\"config\":null,"
                        + "\"rootfs\":{\"type\":\"layers\"},"
                        + "\"history\":[null,{\"created\":null,\"created_by\":\"step\"},"
                        + "{\"created\":\"0001-01-01T00:00:00Z\"},{\"empty_layer\":true}]}",
                "zero:1");
        lamina = new Lamina(root).with("TZ", "UTC");
    }

    @Test
    void inspectHasNoCreatedWhereTheConfigHasNone() {
        assertThat(lamina.out("inspect", "bare:1"))
                .doesNotContain("Created")
                .doesNotContain("Variant")
                .doesNotContain("OsVersion")
                .contains("\"Layers\": []")
                .contains("\"Cmd\": null")
                .contains("\"Size\": 0");
        assertThat(lamina.out("inspect", "bare:1").replace("\"Architecture\": \"\"", ""))
                .as("Docker always has an Architecture, and nothing else that is empty")
                .doesNotContain(": \"\"");
        assertThat(
                        lamina.out(
                                "inspect",
                                "-f",
                                "[{{.Parent}}{{.Author}}{{.Config.User}}]",
                                "bare:1"))
                .as("templates still know them")
                .isEqualTo("[]\n");
        assertThat(lamina.out("inspect", "-f", "[{{.Created}}]", "bare:1")).isEqualTo("[]\n");
        assertThat(lamina.out("inspect", "zero:1"))
                .contains("\"Created\": \"0001-01-01T00:00:00Z\"");
    }

    @Test
    void noJsonHasAnEmptyTime() {
        assertThat(lamina.out("images", "--format", "json", "bare"))
                .contains("\"CreatedAt\":\"N/A\",\"CreatedSince\":\"N/A\"");
        assertThat(lamina.out("history", "--format", "json", "zero:1"))
                .contains("\"CreatedAt\":\"N/A\"")
                .contains("\"CreatedAt\":\"0001-01-01T00:00:00Z\"")
                .doesNotContain("\"CreatedAt\":\"\"");
    }

    @Test
    void aHistoryLongerThanTheLayersIsShown() {
        assertThat(
                        lamina.out(
                                "history",
                                "--format",
                                "{{.CreatedSince}}|{{.CreatedBy}}|{{.Size}}",
                                "zero:1"))
                .isEqualTo("N/A||0B\nN/A||0B\nN/A|step|0B\nN/A||0B\n");
        assertThat(lamina.out("history", "bare:1"))
                .isEqualTo("IMAGE     CREATED   CREATED BY   SIZE      COMMENT\n");
    }
}
