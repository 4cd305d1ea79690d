package dev.lamina.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.LaminaProcess;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A pull on a pseudo terminal of util-linux's `script`.
@Tag("linux")
final class TerminalPullTest {

    @TempDir private Path scratch;
    private Hub hub;
    private String image;

    @BeforeEach
    void push() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
        var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        hub = Hub.start(HubSettings.of(listen, scratch.resolve("hub")).withAnonymousPush(true));
        image = "127.0.0.1:" + hub.address().getPort() + "/app:1";
        Path root = scratch.resolve("pusher");
        new TestStore(root)
                .add(
                        Instant.EPOCH,
                        RunConfig.EMPTY,
                        List.of(TestStore.layer("ADD", "file", "content\n")),
                        image);
        new Lamina(root).out("push", image);
    }

    @AfterEach
    void stopHub() {
        if (hub != null) {
            hub.close();
        }
    }

    private String pull(int columns, Map<String, String> environment) throws Exception {
        return onTerminal(columns, environment, 0, "pull", image);
    }

    private String onTerminal(
            int columns, Map<String, String> environment, int status, String... arguments)
            throws Exception {
        String words =
                LaminaProcess.command(arguments).stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        ProcessBuilder builder = new LaminaProcess(scratch.resolve("puller")).builder();
        builder.command(
                "/usr/bin/script",
                "-qec",
                "stty cols " + columns + " rows 10; exec " + words,
                "/dev/null");
        builder.environment().put("TERM", "xterm");
        builder.environment().keySet().removeAll(List.of("LINES", "COLUMNS"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isEqualTo(status);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aTerminalGetsBarsThatFit() throws Exception {
        String output = pull(40, Map.of());

        assertThat(output).contains("\u001b[J").contains("Downloaded ").contains("Status: ");
        String drawn = output.substring(output.indexOf('\u001b'), output.lastIndexOf('\u001b'));
        assertThat(drawn.split("[\r\n]")).allMatch(line -> line.length() < 48);
        assertThat(output).doesNotContain("\u001b[?25").doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    /// The image has no such program: the run fails after its pull.
    @Test
    void aRunThatPullsShowsTheSameBars() throws Exception {
        String output = onTerminal(60, Map.of(), 127, "run", "--rm", image, "/none");

        assertThat(output)
                .contains("Unable to find image '" + image + "' locally")
                .contains("\u001b[J")
                .contains(": Pull complete")
                .contains("Downloaded ");
    }

    @Test
    void aTerminalThatIsCalledDumbGetsLines() throws Exception {
        String output = pull(80, Map.of("TERM", "dumb"));

        assertThat(output).doesNotContain("\u001b").contains(": Pull complete");
    }
}
