package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.lamina.cli.debug.DocumentForm;
import dev.lamina.cli.option.Flag;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What shells complete: bash is asked; zsh and fish are asked in a fresh system, where the package is tried.
final class CompletionTest {

    private static final Map<String, String> SCRIPTS = Pages.of(DocumentForm.COMPLETION);

    /// Stands for the program, and for what only works while a key is handled.
    private static final String STUBS =
            """
            lamina() {
                case $* in
                    'debug names images') printf '%s\\n' debian:latest nginx:1.27 ;;
                    'debug names containers') echo web ;;
                    *) echo "asked:$*" ;;
                esac
            }
            compopt() { :; }
            """;

    @TempDir private Path scratch;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "lamina pu|pull push",
                "lamina image r|remove rm",
                "lamina help his|history",
                "lamina --ver|--version",
                "lamina images --f|--filter --format",
                "lamina hub serve --tls-|--tls-certificate --tls-key",
                "lamina --debug image ls --digests n|nginx:1.27",
                "lamina run --rm deb|debian:latest",
                "lamina run --rm debian:l|latest",
                "lamina run --name x --network none |debian:latest nginx:1.27",
                "lamina run debian:latest --|''",
                "lamina rmi nginx:1.27 deb|debian:latest",
                "lamina rm w|web",
                "lamina inspect |web debian:latest nginx:1.27",
                "lamina pull --platform |''",
                "lamina version |''",
                "lamina nothing |''"
            })
    void bashCompletesWhatTheCommandsTake(String line, String expected) throws Exception {
        assertThat(completed(line, STUBS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"lamina --root /r rmi a", "lamina rmi --root=/r a"})
    void theStoreThatIsAskedIsTheOneOfTheLine(String line) throws Exception {
        String words = line.contains("=") ? "--root=/r" : "--root /r";

        assertThat(completed(line, STUBS)).isEqualTo("asked:" + words + " debug names images");
    }

    @Test
    void filesAreOfferedWhereAFileIsMeant() throws Exception {
        Files.createFile(scratch.resolve("hub.pem"));

        assertThat(completed("lamina hub serve --tls-key hub", STUBS)).isEqualTo("hub.pem");
        assertThat(completed("lamina hub serve --tls-key=hub", STUBS)).isEqualTo("hub.pem");
    }

    @Test
    void nothingThatAStoreSaysIsExpanded() throws Exception {
        String hostile = "lamina() { echo 'a$(touch made)'; }\ncompopt() { :; }\n";

        assertThat(completed("lamina rmi a", hostile)).isEqualTo("a$(touch made)");
        assertThat(scratch.resolve("made")).doesNotExist();
    }

    /// Each name and each flag of each command stands in each script.
    @Test
    void everyShellKnowsEveryCommandAndFlag() {
        for (String path : CommandTable.PATHS) {
            var syntax = requireNonNull(CommandTable.create(path)).syntax();
            String word = path.substring(path.indexOf(' ') + 1);
            assertThat(SCRIPTS.get("lamina.bash")).contains("'" + path + "'");
            assertThat(SCRIPTS.get("_lamina")).contains("'" + word + ":" + syntax.summary());
            assertThat(SCRIPTS.get("lamina.fish")).contains(" -a " + word + " -d ");
            for (Flag flag : syntax.flags()) {
                assertThat(SCRIPTS.get("lamina.bash")).contains("--" + flag.name());
                assertThat(SCRIPTS.get("_lamina")).contains("--" + flag.name());
                assertThat(SCRIPTS.get("lamina.fish")).contains(" -l " + flag.name() + " ");
            }
        }
    }

    /// Returns what bash would offer at the end of a line, with spaces between.
    private String completed(String line, String stubs) throws IOException, InterruptedException {
        Path script = scratch.resolve("lamina.bash");
        Files.writeString(script, requireNonNull(SCRIPTS.get("lamina.bash")));
        String program =
                "set -e; source \"$1\"; "
                        + "COMP_LINE=$2; COMP_POINT=${#2}; _lamina; echo \"${COMPREPLY[*]}\"";
        List<String> command =
                List.of("bash", "-c", stubs + program, "bash", script.toString(), line);
        Process bash =
                new ProcessBuilder(command)
                        .directory(scratch.toFile())
                        .redirectErrorStream(true)
                        .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.stripTrailing();
    }
}
