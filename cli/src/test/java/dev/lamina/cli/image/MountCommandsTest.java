package dev.lamina.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.BusyboxStore;
import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.Lamina.Result;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The commands about mounts. Needs root.
@Tag("linux")
final class MountCommandsTest {

    @TempDir private Path scratch;
    private Lamina lamina;

    @BeforeEach
    void makeStore() throws Exception {
        BusyboxStore.make(scratch.resolve("store"), scratch);
        lamina = new Lamina(scratch.resolve("store"));
    }

    @Test
    void mountsAreListedAndEndedAllAtOnce() {
        assertThat(lamina.out("mount")).isEqualTo("IMAGE ID   IMAGE     MOUNT POINT\n");
        String directory = lamina.out("mount", "box").strip();
        String id = Path.of(directory).getFileName().toString();

        assertThat(lamina.out("image", "mount").lines())
                .containsExactly(
                        "IMAGE ID       IMAGE        MOUNT POINT",
                        id.substring(0, 12) + "   box:latest   " + directory);
        assertThat(lamina.out("mount", "--format", "json"))
                .isEqualTo(
                        "{\"ID\":\"%s\",\"Image\":\"box:latest\",\"MountPoint\":\"%s\"}\n"
                                .formatted(id.substring(0, 12), directory));
        assertThat(lamina.out("mount", "--no-trunc", "--format", "{{.ID}}"))
                .isEqualTo("sha256:" + id + "\n");

        assertThat(lamina.out("umount", "-a")).isEqualTo(directory + "\n");
        assertThat(lamina.out("umount", "--all")).isEmpty();
        assertThat(lamina.out("mount").lines()).hasSize(1);
    }

    @Test
    void whatCannotBeEndedIsToldAndTheRestEnded() {
        lamina.out("mount", "box");

        Result result = lamina.run("umount", "nothing", "/proc", "box", "box");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("box\n");
        assertThat(result.err())
                .isEqualTo(
                        "lamina: no such image: nothing\n"
                                + "lamina: no such mount: /proc\n"
                                + "lamina: no such mount: box\n");
    }

    @Test
    void allOrSomeButNotBothNorNoneAreEnded() {
        assertThat(lamina.run("umount").err())
                .startsWith("lamina: expected an image, a directory or --all, got none");
        assertThat(lamina.run("umount", "-a", "box").err())
                .startsWith("lamina: expected either images or --all, got both");
    }
}
