package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.container.TestRecord;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.container.ContainerStatus.State;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What cannot be read of one container is shown as such, and hides no other.
final class DamagedContainersTest {

    private static final TestImage IMAGE = TestImage.ofPlain(TarOf.files("a", "a"));
    private static final ContainerRecord ONE = TestRecord.of(IMAGE, "a", "one");
    private static final ContainerRecord OTHER = TestRecord.of(IMAGE, "b", "other");

    @TempDir private Path scratch;
    private ContainerShelf shelf;
    private Containers containers;

    @BeforeEach
    void fill() throws IOException {
        Images images = Images.open(new StorePaths(scratch.resolve("store")));
        IMAGE.addTo(images, Reference.parse("app:1"));
        shelf = new ContainerShelf(images.store());
        shelf.add(ONE);
        shelf.add(OTHER);
        containers = new Containers(images, Map.of());
    }

    private List<ContainerSummary> list() throws IOException {
        return containers.list(true);
    }

    @Test
    void anEmptyExitIsAnEndThatNobodySaw() throws Exception {
        Files.writeString(shelf.paths(ONE.id()).exit(), "");

        ContainerSummary damaged =
                list().stream().filter(one -> one.name().equals("one")).findFirst().orElseThrow();
        assertThat(damaged.status().state()).isEqualTo(State.EXITED);
        assertThat(damaged.status().exitCode()).isEqualTo(255);
        assertThat(damaged.status().fault().orElseThrow()).contains("exit.json");
        assertThat(list()).extracting(ContainerSummary::name).contains("other");
        assertThat(containers.details("one").summary().status()).isEqualTo(damaged.status());
        containers.remove("one", false);
        assertThat(list()).extracting(ContainerSummary::name).containsExactly("other");
    }

    @Test
    void anEmptyRecordIsAContainerThatCanOnlyBeRemoved() throws Exception {
        Files.writeString(shelf.paths(ONE.id()).record(), "");

        ContainerSummary dead = list().getLast();
        assertThat(list())
                .extracting(ContainerSummary::name)
                .containsExactly("other", "aaaaaaaaaaaa");
        assertThat(dead.status().state()).isEqualTo(State.DEAD);
        assertThat(containers.list(false)).isEmpty();
        assertThatThrownBy(() -> containers.details("aaaa"))
                .hasMessageContaining("container.json")
                .hasMessageContaining("can only be removed");
        assertThatThrownBy(() -> containers.changes("aaaa"))
                .hasMessageContaining("only be removed");
        containers.remove("aaaa", false);
        assertThat(list()).extracting(ContainerSummary::name).containsExactly("other");
    }
}
