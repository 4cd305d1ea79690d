package dev.lamina.engine.run;

import static dev.lamina.engine.run.ContainerProcess.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A container's terminal is kept by conmon: people come and leave, sizes follow, nothing is lost. The
/// judge is a terminal of the kernel, at which Python types. Needs root.
@Tag("linux")
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KeptTerminalTest {

    private static final String SLEEP = BoxContainers.SLEEP;

    @TempDir private static Path scratch;

    private static Path store;
    private BoxContainers containers;
    private Engine engine;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "conmon", "python3");
        store = BoxContainers.makeStore(scratch);
    }

    @BeforeEach
    void open() {
        containers = new BoxContainers(store);
        engine = containers.engine();
    }

    @AfterEach
    void close() throws IOException {
        containers.close();
    }

    @Test
    void whoLeavesItFindsItRunningAndItsEndIsOnRecord() throws Exception {
        String script = "trap 'exit 7' TERM; " + SLEEP;

        assertThat(
                        onTerminal(
                                """
                                expect('ready')
                                print(cooked())
                                type('\\x10\\x11')
                                print(end(), cooked())
                                """,
                                "name=left",
                                "box",
                                "sh",
                                "-c",
                                script))
                .isEqualTo("False\n0 True\n");
        ContainerStatus status = engine.container("left").summary().status();
        assertThat(status.state()).isEqualTo(ContainerStatus.State.RUNNING);
        assertThat(Path.of("/proc/" + status.pid())).exists();

        engine.stopContainer("left", Optional.empty(), OptionalInt.of(-1));

        status = engine.container("left").summary().status();
        assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
        assertThat(status.exitCode()).isEqualTo(7);
        assertThat(status.finishedAt()).isPresent();
        engine.removeContainer("left", false);
        assertThat(engine.containers(true)).isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(store.toString());
    }

    @Test
    void itsTerminalIsEmptiedWhenNobodyLooksOn() throws Exception {
        Path shared = Files.createDirectory(scratch.resolve("shared"));
        String script =
                "echo ready; while [ ! -e /s/go ]; do sleep 0.05; done; yes | head -n 300000;"
                        + " echo done > /s/done";
        leave("volume=" + shared + ":/s", "name=busy", "box", "sh", "-c", script);

        Files.createFile(shared.resolve("go"));
        while (engine.container("busy").summary().status().state()
                == ContainerStatus.State.RUNNING) {
            Thread.onSpinWait();
        }

        assertThat(shared.resolve("done")).hasContent("done");
        assertThat(engine.container("busy").summary().status().exitCode()).isZero();
        engine.removeContainer("busy", false);
    }

    @Test
    void oneThatWasLeftIsRemovedByForce() throws Exception {
        leave("name=forced", "box", "sh", "-c", SLEEP);
        long pid = engine.container("forced").summary().status().pid();

        engine.removeContainer("forced", true);

        assertThat(Path.of("/proc/" + pid + "/cmdline")).doesNotExist();
        assertThat(engine.containers(true)).isEmpty();
    }

    @Test
    void oneThatWasToBeRemovedIsNotListedAfterItsEnd() throws Exception {
        leave("rm", "name=brief", "box", "sh", "-c", SLEEP);
        assertThat(engine.containers(false)).hasSize(1);

        engine.killContainer("brief", "KILL");

        assertThat(engine.containers(true)).isEmpty();
        ContainerProcess.run(store, "rm", "box", "true");
        assertThat(store.resolve("containers")).isEmptyDirectory();
    }

    @Test
    void otherKeysLeaveItIfTheyAreNamed() throws Exception {
        assertThat(
                        onTerminal(
                                """
                                expect('ready')
                                type('\\x10\\x11')
                                type('\\x01d')
                                print(end())
                                """,
                                "rm",
                                "detach-keys=ctrl-a,d",
                                "name=keys",
                                "box",
                                "sh",
                                "-c",
                                SLEEP))
                .isEqualTo("0\n");
        engine.removeContainer("keys", true);
    }

    @Test
    void whatIsTypedArrivesAsItIs() throws Exception {
        assertThat(
                        onTerminal(
                                """
                                expect('ready')
                                type('\\x10x\\x03\\x1c\\x04')
                                expect('10 78 03 1c 04')
                                print(end(), cooked())
                                """,
                                "rm",
                                "box",
                                "sh",
                                "-c",
                                "stty raw -echo; echo ready; head -c 5 | od -An -tx1; exit 6"))
                .isEqualTo("6 True\n");
    }

    @Test
    void itsSizeFollowsOurs() throws Exception {
        String script = "stty size; trap 'stty size' WINCH; trap 'exit 7' TERM; " + SLEEP;
        assertThat(
                        onTerminal(
                                """
                                expect('40 100')
                                expect('ready')
                                resize(50, 120)
                                expect('50 120')
                                resize(33, 77)
                                expect('33 77')
                                os.kill(pid, signal.SIGTERM)
                                print(end(), cooked())
                                """,
                                "rm",
                                "box",
                                "sh",
                                "-c",
                                script))
                .isEqualTo("7 True\n");
        assertThat(engine.containers(true)).isEmpty();
    }

    @Test
    void theTerminalIsCookedAgainWhenTheCommandIsKilled() throws Exception {
        assertThat(
                        onTerminal(
                                """
                                expect('ready')
                                print(end(), cooked())
                                """,
                                "rm",
                                "init",
                                "box",
                                "sh",
                                "-c",
                                "stty raw; echo ready; kill -9 $$"))
                .isEqualTo("137 True\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void noTerminalOfOursIsNeededAndTheLastWordIsNotLost(String runtime) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(
                            ContainerProcess.runWith(
                                    Map.of("LAMINA_RUNTIME", runtime),
                                    "not read",
                                    store,
                                    "rm",
                                    "terminal",
                                    "box",
                                    "sh",
                                    "-c",
                                    "tty; yes | head -n 3000; echo last; exit 3"))
                    .isEqualTo(
                            new ContainerProcess.Result(
                                    3, "/dev/pts/0\r\n" + "y\r\n".repeat(3000) + "last\r\n", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void whatTheKernelCannotRunIsSaidInWords(String runtime) throws Exception {
        Path file = Files.writeString(scratch.resolve(runtime + "-text"), "no program");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));

        ContainerProcess.Result result =
                ContainerProcess.runWith(
                        Map.of("LAMINA_RUNTIME", runtime),
                        "",
                        store,
                        "rm",
                        "terminal",
                        "volume=" + file + ":/text",
                        "box",
                        "/text");

        assertThat(result.status()).isEqualTo(126);
        assertThat(result.output()).isEmpty();
        assertThat(result.error())
                .startsWith("exec: \"/text\": exec format error: ")
                .hasLineCount(1);
        assertThat(engine.containers(true)).isEmpty();
    }

    @Test
    void itOutlivesAProcessThatIsKilledAndCanStillBeEnded() throws Exception {
        assertThat(
                        onTerminal(
                                """
                                expect('ready')
                                os.kill(pid, signal.SIGKILL)
                                print(end())
                                """,
                                "name=orphan",
                                "box",
                                "sh",
                                "-c",
                                "trap '' HUP; " + SLEEP))
                .isEqualTo("-9\n");

        assertThat(engine.containers(false))
                .extracting(ContainerSummary::name)
                .containsExactly("orphan");
        engine.killContainer("orphan", "KILL");
        assertThat(engine.container("orphan").summary().status().exitCode()).isEqualTo(137);
        engine.removeContainer("orphan", false);
    }

    private void leave(String... words) throws IOException, InterruptedException {
        assertThat(onTerminal("expect('ready')\ntype('\\x10\\x11')\nprint(end())\n", words))
                .isEqualTo("0\n");
    }

    private static String onTerminal(String script, String... words)
            throws IOException, InterruptedException {
        String[] all = new String[words.length + 2];
        all[0] = "interactive";
        all[1] = "terminal";
        System.arraycopy(words, 0, all, 2, words.length);
        return TerminalJudge.run(scratch, command(store, all), script);
    }
}
