package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The environment of a container, as `docker run` makes it.
class ContainerEnvironmentTest {

    private static final String PATH = "PATH=" + ContainerEnvironment.DEFAULT_PATH;

    @Test
    void theUsualVariablesAreThereWithoutBeingSaid() throws Exception {
        assertThat(environment(List.of(), List.of(), false))
                .containsExactly(PATH, "HOSTNAME=box", "HOME=/root");
    }

    @Test
    void aTerminalHasItsKind() throws Exception {
        assertThat(environment(List.of(), List.of(), true))
                .containsExactly(PATH, "HOSTNAME=box", "TERM=xterm", "HOME=/root");
    }

    @Test
    void whatTheUserSaysComesBeforeTheRestOfTheImage() throws Exception {
        assertThat(environment(List.of("A=image", "B=image"), List.of("Z=1", "B=own"), false))
                .containsExactly(PATH, "HOSTNAME=box", "Z=1", "B=own", "A=image", "HOME=/root");
    }

    @Test
    void aLaterValueKeepsThePlaceOfTheEarlier() throws Exception {
        assertThat(
                        environment(
                                List.of("PATH=/bin", "HOME=/srv"),
                                List.of("A=1", "B=1", "A=2", "HOSTNAME=own"),
                                false))
                .containsExactly("PATH=/bin", "HOSTNAME=own", "A=2", "B=1", "HOME=/srv");
    }

    @Test
    void aNameAloneTakesTheCallersValue() throws Exception {
        assertThat(environment(List.of(), List.of("CALLER", "EMPTY"), false))
                .containsExactly(PATH, "HOSTNAME=box", "CALLER=a=b", "EMPTY=", "HOME=/root");
    }

    @Test
    void aNameAloneThatTheCallerHasNotIsTakenAway() throws Exception {
        assertThat(
                        environment(
                                List.of("GONE=image", "PATH=/bin"),
                                List.of("GONE", "PATH", "HOSTNAME"),
                                false))
                .containsExactly("HOME=/root");
    }

    /// As moby does, tried with Docker 20.10.
    @Test
    void anImagesNameAloneTakesAwayWhatIsThereWithoutTheImage() throws Exception {
        assertThat(environment(List.of("PATH", "A=1", "A", ""), List.of(), false))
                .containsExactly("HOSTNAME=box", "A=1", "HOME=/root");
        assertThat(environment(List.of("HOSTNAME"), List.of("PATH=/x"), false))
                .containsExactly("PATH=/x", "HOME=/root");
        assertThat(environment(List.of("PATH", "PATH=/bin"), List.of(), false))
                .contains("PATH=/bin");
    }

    @Test
    void aNameThatBeginsLikeAnotherIsAnother() throws Exception {
        assertThat(environment(List.of("AB=1"), List.of("A=2"), false))
                .containsExactly(PATH, "HOSTNAME=box", "A=2", "AB=1", "HOME=/root");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> environment(List.of(), List.of("=x"), false))
                .withMessage("invalid environment variable: =x");
    }

    @Test
    void aNulIsRefused() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> environment(List.of("A=b\0c"), List.of(), false))
                .withMessageContaining("expected no NUL in the value of A");
    }

    private static List<String> environment(List<String> image, List<String> said, boolean terminal)
            throws RunFailedException {
        var config =
                new RunConfig(
                        "",
                        Set.of(),
                        image,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        "",
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false);
        var caller = Map.of("CALLER", "a=b", "EMPTY", "");
        return ContainerEnvironment.withHome(
                ContainerEnvironment.of(config, said, caller, "box", terminal), "/root");
    }
}
