package dev.lamina.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.Lamina.Result;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/// The words of the commands about containers, and their exit statuses, where none can run: `docker run`
/// ends with 125 if it could not make a container.
final class ContainerCommandsTest {

    @TempDir private Path scratch;
    private Lamina lamina;

    @BeforeEach
    void makeStore() {
        lamina = new Lamina(scratch.resolve("store"));
    }

    @Test
    void withoutContainersPsPrintsItsHeaderOnly() {
        assertThat(lamina.out("ps", "-a"))
                .isEqualTo(
                        "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n");
        assertThat(lamina.out("ps", "-q")).isEmpty();
    }

    /// Docker 20.10 and 28 look at the signal first for `kill`, at the container first for `stop`.
    @Test
    void aSignalThatIsNoneIsSaidForEachContainer() {
        String fault = "lamina: invalid signal: FOO\n";

        assertThat(lamina.run("kill", "-s", "FOO", "nothing", "more"))
                .isEqualTo(new Result(1, "", fault + fault));
        assertThat(lamina.run("stop", "-s", "FOO", "nothing"))
                .isEqualTo(new Result(1, "", "lamina: No such container: nothing\n"));
        assertThat(lamina.run("kill", "nothing"))
                .isEqualTo(new Result(1, "", "lamina: No such container: nothing\n"));
    }

    @Test
    void removingAContainerThatIsNotThereFails() {
        Result result = lamina.run("rm", "nothing");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("lamina: No such container: nothing\n");
    }

    @Test
    void theDifferenceOfAContainerThatIsNotThereFails() {
        Result result = lamina.run("diff", "nothing");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("lamina: No such container: nothing\n");
    }

    @Test
    void runRefusesWrongFlagsWith125() {
        assertThat(lamina.run("run").status()).isEqualTo(125);
        assertThat(lamina.run("run", "--network=host", "--bogus", "image").status()).isEqualTo(125);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-d", "-dit", "-p=80:80", "--memory 5m", "-m 5m", "--detach", "--mount x"})
    void dockersFlagsThatAreMissingAreNamedAsSuch(String flag) {
        Result result = lamina.run(("run " + flag + " image").split(" "));

        assertThat(result.status()).isEqualTo(125);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("lamina: Docker's flag -")
                .contains(" is not supported")
                .endsWith(": see 'lamina container run --help'\n")
                .hasLineCount(1);
    }

    @Test
    void theLetterOfHelpIsTheHostnameOfRun() {
        assertThat(lamina.out("run", "--network=host", "--help"))
                .contains("  -h, --hostname name ")
                .contains("      --help ")
                .doesNotContain("-h, --help");
        assertThat(lamina.out("ps", "-h")).startsWith("Usage:").contains("-h, --help");
    }

    @Test
    void byForceWhatIsNotThereIsToldButNoFailure() {
        for (String command : List.of("rm", "rmi")) {
            Result result = lamina.run(command, "-f", "nothing");

            assertThat(result.status()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWithIgnoringCase("lamina: no such ");
        }
    }

    @Test
    void runNamesTheNetworksThatThereAre() {
        Result result = lamina.run("run", "--network=host", "--network", "bridge", "image");

        assertThat(result.status()).isEqualTo(125);
        assertThat(result.err())
                .isEqualTo(
                        "lamina: --network: expected host or none, got bridge: see"
                                + " 'lamina container run --help'\n");
    }

    @Test
    void runNeedsATerminalForATerminal() {
        Result result = lamina.run("run", "--network=host", "-it", "image");

        assertThat(result.status()).isEqualTo(125);
        assertThat(result.err()).isEqualTo("lamina: the input device is not a TTY: leave out -t\n");
    }

    @Test
    void runPullsWhatIsNotThereAndFailsWith125IfItCannot() throws IOException {
        String nobody = "127.0.0.1:" + closedPort() + "/app:1";

        Result result = lamina.run("run", "--network=host", nobody, "true");

        assertThat(result.status()).isEqualTo(125);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Unable to find image '" + nobody + "' locally\n");
    }

    @Test
    void unmountingWhatIsNotMountedFails() {
        Result result = lamina.run("umount", "nothing");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWithIgnoringCase("lamina: no such ");
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
