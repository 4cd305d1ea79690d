package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.LaminaProcess;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Things that only a process shows: closed pipes, signals, and the stack of an error.
@Tag("linux")
final class ProcessTest {

    @TempDir private Path scratch;

    private Path root;
    private LaminaProcess lamina;

    @BeforeEach
    void makeStore() throws Exception {
        root = scratch.resolve("store");
        new TestStore(root)
                .add(
                        Instant.EPOCH,
                        RunConfig.EMPTY,
                        List.of(TestStore.layer("ADD", "etc/name", "x\n")),
                        "one");
        lamina = new LaminaProcess(root);
    }

    @Test
    void aReaderThatLeavesEarlyGetsNoStack() throws Exception {
        Process process = LaminaProcess.start(lamina.builder("images", "--no-trunc"));
        process.getInputStream().close();

        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).isEmpty();
    }

    /// The stream that the launcher makes of `>&-`, and a full disk.
    @ParameterizedTest
    @CsvSource({"1< /dev/null, Bad file descriptor", "> /dev/full, No space left on device"})
    void aListThatCannotBeWrittenFails(String output, String reason) throws Exception {
        ProcessBuilder images = lamina.builder("images");
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" " + output, "sh"));
        command.addAll(images.command());
        Process process = LaminaProcess.start(images.command(command));

        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).isEqualTo("lamina: standard output: " + reason + "\n");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void anErrorIsOneLineAndHasItsStackOnlyWhenAskedFor() throws Exception {
        Result plain = lamina.run("history", "nothing-here");
        Result debug = lamina.run("--debug", "history", "nothing-here");

        assertThat(plain.status()).isEqualTo(1);
        assertThat(plain.err()).startsWith("lamina: ").hasLineCount(1);
        assertThat(debug.status()).isEqualTo(1);
        assertThat(debug.err()).startsWith(plain.err()).contains("\tat dev.lamina");
    }

    @Test
    void aPullThatIsInterruptedEndsWith130AndLeavesNothing() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "kill is not installed");
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String image = "127.0.0.1:" + silent.getLocalPort() + "/never/answered";
            Path said = scratch.resolve("errors");
            silent.setSoTimeout(30_000);
            Process process =
                    LaminaProcess.start(lamina.builder("pull", image).redirectError(said.toFile()));
            try (Socket asked = silent.accept()) {
                assertThat(asked.getInputStream().read()).isNotNegative();
                new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            String errors = Files.readString(said);
            assertThat(process.exitValue()).as(errors).isEqualTo(130);
            assertThat(errors).doesNotContain("\tat ");
            assertThat(root.resolve("ingest")).isEmptyDirectory();
        }
    }
}
