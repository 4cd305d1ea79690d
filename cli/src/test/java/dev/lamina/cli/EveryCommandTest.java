package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.testing.Lamina;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Rules for all commands.
final class EveryCommandTest {

    private static final Path PAGES = Path.of("../docs/commands");

    @TempDir private Path scratch;

    static List<String> paths() {
        return CommandTable.PATHS;
    }

    private Lamina lamina() {
        return new Lamina(scratch.resolve("store"));
    }

    @Test
    void aPageShowsTheDefaultsThatHelpShows() {
        assertThat(Pages.all().get("hub-serve.md"))
                .contains("all addresses (default 127.0.0.1:5000) |\n");
    }

    @Test
    void thePagesAreThoseOfTheCommands() throws IOException {
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.toList()) {
                written.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        // Renewed by `./lamina debug docs docs/commands`.
        assertThat(written).isEqualTo(new TreeMap<>(Pages.all()));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void helpHasAnExampleThatCanBeTyped(String path) {
        String help = lamina().out((path + " --help").split(" "));

        assertThat(help).startsWith("Usage:  lamina " + path).contains("\nExamples:\n  # ");
        Syntax syntax = CommandTable.create(path).syntax();
        for (Syntax.Example example : syntax.examples()) {
            assertThat(example.commandLine()).contains("lamina ");
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anUnknownFlagIsRefusedInOneLine(String path) {
        Lamina.Result result = lamina().run((path + " --no-such-flag").split(" "));

        int expected =
                path.equals("container run")
                        ? ExitStatus.RUN_FAILED.code()
                        : ExitStatus.USAGE.code();
        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("lamina: unknown flag: --no-such-flag")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyAliasNamesTheSameCommand(String path) {
        Syntax syntax = CommandTable.create(path).syntax();

        assertThat(syntax.path()).isEqualTo(path);
        for (String alias : syntax.aliases()) {
            assertThat(CommandTable.create(alias))
                    .as(alias)
                    .hasSameClassAs(CommandTable.create(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image ls", "container ls"})
    void everyListHasAFormatForPrograms(String path) {
        assertThat(lamina().out((path + " --format json").split(" "))).isEmpty();
        assertThat(lamina().out((path + " --format {{.ID}}").split(" "))).isEmpty();
        assertThat(lamina().out((path + " --format table").split(" "))).contains("CREATED");
    }

    @Test
    void anErrorShowsItsStackOnlyWhenAsked() {
        assertThat(lamina().run("history", "nope").err())
                .isEqualTo("lamina: no such image: nope\n");
        assertThat(lamina().run("--debug", "history", "nope").err())
                .startsWith("lamina: no such image: nope\n")
                .contains("\tat dev.lamina");
    }

    @Test
    void anUnknownCommandIsRefused() {
        Lamina.Result result = lamina().run("imagine");

        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code());
        assertThat(result.err()).startsWith("lamina: unknown command: lamina imagine");
    }
}
