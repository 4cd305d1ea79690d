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

/// What runs in a container (image-spec 1.1, config.md, "Entrypoint" and "Cmd"; the table of
/// Docker's Dockerfile reference on how the two interact).
class ContainerCommandTest {

    private static final RunConfig BOTH =
            config(Optional.of(List.of("entry", "first")), Optional.of(List.of("second")));
    private static final RunConfig ONLY_CMD =
            config(Optional.empty(), Optional.of(List.of("sh", "-c")));

    @Test
    void theImagesEntrypointComesBeforeItsCmd() throws Exception {
        assertThat(ContainerCommand.of(BOTH, List.of(), Optional.empty()))
                .containsExactly("entry", "first", "second");
        assertThat(ContainerCommand.of(ONLY_CMD, List.of(), Optional.empty()))
                .containsExactly("sh", "-c");
    }

    @Test
    void aCommandReplacesTheCmdOnly() throws Exception {
        assertThat(ContainerCommand.of(BOTH, List.of("a", ""), Optional.empty()))
                .containsExactly("entry", "first", "a", "");
        assertThat(ContainerCommand.of(ONLY_CMD, List.of("true"), Optional.empty()))
                .containsExactly("true");
    }

    @Test
    void anEntrypointReplacesBoth() throws Exception {
        assertThat(ContainerCommand.of(BOTH, List.of(), Optional.of("own"))).containsExactly("own");
        assertThat(ContainerCommand.of(BOTH, List.of("x"), Optional.of("own")))
                .containsExactly("own", "x");
    }

    @Test
    void anEmptyEntrypointIsNone() throws Exception {
        assertThat(ContainerCommand.of(BOTH, List.of("x", "y"), Optional.of("")))
                .containsExactly("x", "y");
    }

    @Test
    void anEntrypointOfOneEmptyWordIsNone() throws Exception {
        RunConfig reset = config(Optional.of(List.of("")), Optional.of(List.of("sh", "-c")));

        assertThat(ContainerCommand.of(reset, List.of(), Optional.empty()))
                .containsExactly("sh", "-c");
        assertThat(ContainerCommand.of(reset, List.of("mine"), Optional.empty()))
                .containsExactly("mine");
        refused(config(Optional.of(List.of("")), Optional.empty()), Optional.empty());
        refused(config(Optional.of(List.of("")), Optional.of(List.of())), Optional.empty());
    }

    @Test
    void otherEmptyWordsAreWords() throws Exception {
        RunConfig two = config(Optional.of(List.of("", "x")), Optional.of(List.of("y")));
        RunConfig cmd = config(Optional.empty(), Optional.of(List.of("")));

        assertThat(ContainerCommand.of(two, List.of(), Optional.empty()))
                .containsExactly("", "x", "y");
        assertThat(ContainerCommand.of(cmd, List.of(), Optional.empty())).containsExactly("");
        assertThat(ContainerCommand.of(BOTH, List.of(""), Optional.empty()))
                .containsExactly("entry", "first", "");
    }

    @Test
    void nothingToRunIsRefused() {
        refused(RunConfig.EMPTY, Optional.empty());
        refused(BOTH, Optional.of(""));
        refused(config(Optional.of(List.of()), Optional.of(List.of())), Optional.empty());
    }

    @Test
    void anArgumentWithNulIsRefused() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(
                        () ->
                                ContainerCommand.of(
                                        RunConfig.EMPTY, List.of("a", "b\0c"), Optional.empty()))
                .withMessage("command: expected arguments without NUL, got one in \"b?c\"");
    }

    private static void refused(RunConfig config, Optional<String> entrypoint) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> ContainerCommand.of(config, List.of(), entrypoint))
                .withMessage("no command specified")
                .matches(e -> e.exitStatus() == 125);
    }

    private static RunConfig config(Optional<List<String>> entrypoint, Optional<List<String>> cmd) {
        return new RunConfig(
                "",
                Set.of(),
                List.of(),
                entrypoint,
                cmd,
                Set.of(),
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }
}
