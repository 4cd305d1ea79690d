package dev.lamina.docker.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.docker.format.Sheet;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerStatus.State;
import dev.lamina.engine.value.container.ContainerSummary;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The columns of `docker ps`.
final class ContainerRowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "0123456789ab".repeat(5) + "cdef";

    @Test
    void aContainerThatWasOnlyMadeIsCreated() {
        ContainerRow row = row(status(State.CREATED, Optional.empty(), 0));

        assertThat(row.field("Status")).isEqualTo("Created");
        assertThat(row.field("State")).isEqualTo("created");
    }

    @Test
    void aContainerThatRunsIsUp() {
        ContainerRow row = row(status(State.RUNNING, Optional.empty(), 0));

        assertThat(row.field("Status")).isEqualTo("Up 2 minutes");
    }

    @Test
    void aContainerThatEndedShowsItsExitStatusAndWhen() {
        ContainerRow row = row(status(State.EXITED, Optional.of(NOW.minusSeconds(5)), 137));

        assertThat(row.field("Status")).isEqualTo("Exited (137) 5 seconds ago");
    }

    @Test
    void anEndThatNobodySawHasNoTime() {
        ContainerRow row = row(status(State.EXITED, Optional.empty(), 255));

        assertThat(row.field("Status")).isEqualTo("Exited (255)");
    }

    @Test
    void idsAndCommandsAreShortened() {
        ContainerRow row = row(status(State.CREATED, Optional.empty(), 0));

        assertThat(row.field("ID")).isEqualTo("0123456789ab");
        assertThat(row.field("Command")).isEqualTo("\"nginx -g 'daemon of…\"");
        assertThat(row.field("RunningFor")).isEqualTo("3 minutes ago");
    }

    @Test
    void unlessTheyAreWantedWhole() {
        var container = container(status(State.CREATED, Optional.empty(), 0));
        var row =
                new ContainerRow(
                        container, true, InstantSource.fixed(NOW), name -> "", name -> "v-" + name);

        assertThat(row.field("ID")).isEqualTo(ID);
        assertThat(row.field("Command")).isEqualTo("\"nginx -g 'daemon off; and on'\"");
    }

    @Test
    void aMethodGivesOneLabelUnderItsLastWords() throws IOException {
        Sheet said = Sheet.ofProgram();
        new Listing(ContainerRow.HEADERS, List.of("ID"))
                .write(
                        said,
                        "table {{.ID}}\t{{.Label \"com.example.git-sha_1\"}}",
                        List.of(row(status(State.CREATED, Optional.empty(), 0))));

        assertThat(said.toString())
                .isEqualTo("CONTAINER ID   git sha 1\n0123456789ab   v-com.example.git-sha_1\n");
    }

    private static ContainerRow row(ContainerStatus status) {
        return new ContainerRow(
                container(status),
                false,
                InstantSource.fixed(NOW),
                name -> "",
                name -> "v-" + name);
    }

    private static ContainerSummary container(ContainerStatus status) {
        return new ContainerSummary(
                ID,
                "web",
                "nginx",
                "sha256:" + "0".repeat(64),
                List.of("nginx", "-g", "daemon off; and on"),
                NOW.minusSeconds(180),
                status);
    }

    private static ContainerStatus status(State state, Optional<Instant> end, int exitCode) {
        return ContainerStatus.of(state, Optional.of(NOW.minusSeconds(120)), end, exitCode, 0);
    }
}
