package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.docker.format.Printable;
import dev.lamina.docker.template.GoQuote;
import dev.lamina.image.Bytes;
import dev.lamina.image.RunConfig;
import dev.lamina.image.json.Json;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Texts of images and of users that would steer a terminal, and output that does not arrive.
final class HostileTextTest {

    private static final Map<String, String> PROPERTIES =
            Map.of("os.arch", "amd64", "os.name", "Linux", "user.home", "/root");

    private static final String COLOUR = "\u001b[31mred\u009b0m\nforged";

    @TempDir private Path scratch;

    private Path root;
    private Lamina lamina;

    @BeforeEach
    void makeStore() throws IOException {
        root = scratch.resolve("store");
        new TestStore(root)
                .add(
                        Instant.EPOCH,
                        RunConfig.EMPTY,
                        List.of(TestStore.layer(COLOUR, "etc/name", "x\n")),
                        "one");
        lamina = new Lamina(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text | plain text",
                "é… 漢 | é… 漢",
                "a\u001b[31m | a\\x1b[31m",
                "a\u009bb | a\\x9bb",
                "a\u007f\u0000b | a\\x7f\\x00b",
                "a\u202eb | a\\u202eb",
                "a\uDB40\uDC01b | a\\U000e0001b"
            })
    void whatSteersATerminalIsEscaped(String text, String expected) {
        assertThat(Printable.line(text)).isEqualTo(expected);
        assertThat(Printable.lines(text)).isEqualTo(expected);
    }

    @Test
    void endsOfLinesStayOnlyInTextOfSeveralLines() {
        assertThat(Printable.line("a\tb\r\nc")).isEqualTo("a\\tb\\r\\nc");
        assertThat(Printable.lines("a\tb\r\nc")).isEqualTo("a\tb\\r\nc");
    }

    @Test
    void aTextIsQuotedAsGoDoes() {
        assertThat(GoQuote.of("a\"\\\n\u001b\u009b\u202e\u00a0é\uDB40\uDC01"))
                .isEqualTo("\"a\\\"\\\\\\n\\x1b\\u009b\\u202e\\u00a0é\\U000e0001\"");
    }

    @Test
    void aTableHasNoEscapeSequenceAndNoForgedLine() {
        String history = lamina.out("history", "one");
        String template = lamina.out("history", "--format", "table {{.CreatedBy}}", "one");

        assertThat(history).hasLineCount(3).doesNotContain("\u001b", "\u009b");
        assertThat(template).hasLineCount(3).contains("\\x1b[31mred\\x9b0m forged");
    }

    @Test
    void jsonEscapesWhatSteersATerminalAndMeansTheSame() throws Exception {
        String label = "a\u001b\u007f\u009b\u202e\u2066\ufeff\uDB40\uDC01\ned\u0301";
        new TestStore(root)
                .add(
                        Instant.EPOCH,
                        labelled(label),
                        List.of(TestStore.layer(COLOUR, "etc/name", "x\n")),
                        "two");

        for (String shown :
                List.of(
                        lamina.out("inspect", "--format", "{{json .Config.Labels}}", "two"),
                        lamina.out("inspect", "--format", "json", "two"),
                        lamina.out("inspect", "two"),
                        lamina.out("history", "--format", "json", "two"),
                        lamina.out("history", "--format", "{{json .CreatedBy}}", "two"))) {
            assertThat(shown)
                    .matches(text -> text.equals(Printable.lines(text)), "fit for a terminal");
        }
        Object labels =
                Json.parse(
                        Bytes.utf8(lamina.out("inspect", "-f", "{{json .Config.Labels}}", "two")),
                        "output");
        assertThat(labels).isEqualTo(Map.of("l", label));
    }

    private static RunConfig labelled(String label) {
        RunConfig empty = RunConfig.EMPTY;
        return new RunConfig(
                "",
                empty.exposedPorts(),
                empty.env(),
                empty.entrypoint(),
                empty.cmd(),
                empty.volumes(),
                "",
                Map.of("l", label),
                empty.stopSignal(),
                empty.healthcheck(),
                empty.shell(),
                empty.onBuild(),
                false);
    }

    @Test
    void aProgramGetsTheTextAsItIs() {
        assertThat(lamina.out("history", "--format", "{{.CreatedBy}}", "one"))
                .contains("\u001b[31mred\u009b0m");
    }

    @Test
    void anErrorIsOneLineWithoutEscapeSequences() {
        Result one = lamina.run("history", "a\u001b[31m\nb");
        Result many = lamina.run("rmi", "a\u001b[31m\nb", "c");
        Result debug = lamina.run("--debug", "history", "a\u001b[31m");

        assertThat(one.err()).isEqualTo("lamina: no such image: a\\x1b[31m b\n");
        assertThat(many.err()).hasLineCount(2).startsWith("lamina: no such image: a\\x1b[31m\\nb");
        assertThat(debug.err()).hasSizeGreaterThan(200).doesNotContain("\u001b");
    }

    @Test
    void anErrorIsNoLongerThanAPage() {
        assertThat(lamina.run("history", "x".repeat(100_000)).err()).hasSizeLessThan(3000);
    }

    @Test
    void outputThatDoesNotArriveIsAFailure() {
        assertThat(runInto("No space left on device"))
                .isEqualTo("1 lamina: standard output: No space left on device\n");
    }

    @Test
    void aReaderThatLeavesEarlyIsNone() {
        assertThat(runInto("Broken pipe")).isEqualTo("0 ");
    }

    private String runInto(String failure) {
        var errors = new ByteArrayOutputStream();
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(failure);
                    }
                };
        try (var context =
                new Context(
                        Console.of(InputStream.nullInputStream(), broken, errors),
                        Map.of("LAMINA_ROOT", root.toString()),
                        PROPERTIES,
                        InstantSource.system())) {
            return Main.runIn(context, List.of("images")) + " " + errors;
        }
    }
}
