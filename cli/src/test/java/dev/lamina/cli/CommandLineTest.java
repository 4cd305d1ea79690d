package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.Lamina.Result;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

/// The words of a command line: how they become a command, and what is said of those that do not.
final class CommandLineTest {

    @TempDir private Path scratch;

    private Lamina lamina;

    @BeforeEach
    void makeLamina() {
        lamina = new Lamina(scratch.resolve("store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--root %s images",
                "--root=%s images",
                "-D --root %s images",
                "--root %s image ls",
                "image --root %s ls",
                "image --root=%s -D ls",
                "images --root %s",
                "image ls --root %s"
            })
    void globalFlagsStandAnywhereBeforeAndAfterACommand(String line) throws Exception {
        Path file = Files.writeString(scratch.resolve("file"), "no store");

        Result result = lamina.run(line.formatted(file).split(" "));

        assertThat(result.status()).isEqualTo(ExitStatus.FAILED.code());
        assertThat(result.err()).startsWith("lamina: ").contains(file.toString());
    }

    @Test
    void aGroupAloneShowsItsCommands() {
        assertThat(lamina.out("image")).startsWith("Usage:  lamina image COMMAND\n");
        assertThat(lamina.out("image", "--help")).isEqualTo(lamina.out("image"));
        assertThat(lamina.out("help", "image")).isEqualTo(lamina.out("image"));
        assertThat(lamina.out("image", "-h", "ls")).isEqualTo(lamina.out("image", "ls", "-h"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imgaes | unknown command: lamina imgaes: did you mean 'lamina images'? See",
                "pul | unknown command: lamina pul: did you mean 'lamina pull'? See",
                "hsitory | unknown command: lamina hsitory: did you mean 'lamina history'? See",
                "INSPECT | unknown command: lamina INSPECT: did you mean 'lamina inspect'? See",
                "image lss | unknown command: lamina image lss: did you mean 'lamina image ls'? See",
                "hub serv | unknown command: lamina hub serv: did you mean 'lamina hub serve'? See",
                "images --formt x | unknown flag: --formt: did you mean '--format'? See",
                "pus | unknown command: lamina pus: did you mean 'lamina push' or 'lamina ps'? See",
                "zzz | unknown command: lamina zzz: see"
            })
    void aSlipOfAFingerIsAnsweredWithWhatWasMeant(String line, String expected) {
        Result result = lamina.run(line.split(" "));

        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code());
        assertThat(result.err()).startsWith("lamina: " + expected).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build . | Docker's command 'build' is not supported: see",
                "exec web sh | Docker's command 'exec' is not supported: 'lamina run' starts",
                "container logs web | Docker's command 'container logs' is not supported: a container",
                "image prune | Docker's command 'image prune' is not supported: 'lamina rmi'",
                "system df | Docker's command 'system' is not supported: 'lamina info'"
            })
    void aCommandOfDockersThatIsNotHereIsToldSo(String line, String expected) {
        Result result = lamina.run(line.split(" "));

        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code());
        assertThat(result.err()).startsWith("lamina: " + expected).hasLineCount(1);
    }

    @Test
    void noCommandThatExistsIsCalledUnsupported() {
        for (String path : CommandTable.PATHS) {
            assertThat(DockerCommands.has(path)).as(path).isFalse();
        }
    }

    @Test
    void linesAreBrokenBetweenWords() {
        assertThat(Wrapping.lines("one two three", 7)).containsExactly("one two", "three");
        assertThat(Wrapping.lines("one two three", 8)).containsExactly("one two", "three");
        assertThat(Wrapping.lines("incomprehensibilities go", 5))
                .containsExactly("incomprehensibilities", "go");
        assertThat(Wrapping.lines("", 5)).containsExactly("");
    }

    @Test
    void helpFitsIntoItsTerminalAndLosesNoWord() {
        for (String path : CommandTable.PATHS) {
            String whole =
                    new Help(TerminalWidth.UNLIMITED).page(CommandTable.create(path).syntax());
            String wrapped = new Help(100).page(CommandTable.create(path).syntax());

            assertThat(wrapped.split("\\s+")).as(path).isEqualTo(whole.split("\\s+"));
            String prose =
                    wrapped.lines()
                            .filter(line -> !line.startsWith("  ") && !line.startsWith("Usage:"))
                            .reduce(
                                    "",
                                    (longest, line) ->
                                            longest.length() < line.length() ? line : longest);
            assertThat(prose).as(path).hasSizeLessThanOrEqualTo(100);
        }
        assertThat(new Help(80).page(CommandTable.create("container run").syntax()))
                .containsPattern("\n {10,}\\w");
    }
}
