package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;
import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.value.container.ContainerRunningException;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Signals, terminals, and the sudden end of the process that waits for a container. Needs root.
@Tag("linux")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ContainerSignalsTest {

    private static final String SLEEP = BoxContainers.LOOP;

    @TempDir private static Path scratch;

    private static Path store;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "setsid", "script");
        store = scratch.resolve("store");
        BusyboxLayout.make(store, scratch);
    }

    @AfterEach
    void removeWhatIsLeft() throws IOException {
        new BoxContainers(store).close();
    }

    @ParameterizedTest
    @CsvSource({"TERM", "INT", "HUP", "USR2"})
    void aSignalGoesToTheContainer(String signal) throws Exception {
        Process process =
                start(
                        "rm",
                        "box",
                        "sh",
                        "-c",
                        "trap 'echo got; exit 9' " + signal + "; echo ready; " + SLEEP);
        BufferedReader output = output(process);
        assertThat(output.readLine()).isEqualTo("ready");

        Program.run("kill", "-" + signal, Long.toString(process.pid()));

        assertThat(output.readLine()).isEqualTo("got");
        assertThat(process.waitFor()).isEqualTo(9);
    }

    @Test
    void quitGoesToTheContainerAndTheJvmListsNoThreads() throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "exec 3< /dev/null; exec \"$@\"", "sh"));
        String script = "trap 'echo got; exit 9' QUIT; echo ready; " + SLEEP;
        command.addAll(ContainerProcess.command(store, "rm", "box", "sh", "-c", script));
        Process process = Program.start(new ProcessBuilder(command));
        BufferedReader output = output(process);
        assertThat(output.readLine()).isEqualTo("ready");

        Program.run("kill", "-QUIT", Long.toString(process.pid()));

        assertThat(output.lines()).containsExactly("got");
        assertThat(process.waitFor()).isEqualTo(9);
    }

    @Test
    void theThirdInterruptionEndsACommandThatIgnoresThem() throws Exception {
        String script = "trap '' INT TERM; echo ready; " + SLEEP;
        Process process =
                Program.start(
                        ContainerProcess.builder(
                                store, "name=stubborn", "box", "sh", "-c", script));
        assertThat(output(process).readLine()).isEqualTo("ready");

        String pid = Long.toString(process.pid());
        Program.run("kill", "-INT", pid);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        Program.run("kill", "-TERM", pid);
        assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        Program.run("kill", "-INT", pid);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .isEqualTo("got 3 SIGTERM/SIGINTs, forcefully exiting\n");
        try (Engine engine = ContainerProcess.open(store)) {
            ContainerStatus status = engine.container("stubborn").summary().status();
            assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
            assertThat(status.exitCode()).isEqualTo(137);
            engine.removeContainer("stubborn", false);
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(store.toString());
    }

    @Test
    void aCommandThatASignalEndsGives128AndItsNumber() throws Exception {
        Process process = start("rm", "name=killed", "box", "sh", "-c", "echo ready; " + SLEEP);
        assertThat(output(process).readLine()).isEqualTo("ready");

        try (Engine engine = ContainerProcess.open(store)) {
            long pid = pid(engine, "killed");
            kill(pid);
        }

        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void aContainerGetsATerminalOfTheSizeOfOurs() throws Exception {
        List<String> command =
                ContainerProcess.command(
                        store,
                        "rm",
                        "interactive",
                        "terminal",
                        "box",
                        "sh",
                        "-c",
                        "tty; stty size; echo $TERM");
        String output =
                Program.run(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        "stty rows 33 cols 77; '" + String.join("' '", command) + "'",
                        "/dev/null");

        // The terminal's other end echoes the end of our input.
        assertThat(output.replace("^@", "")).isEqualTo("/dev/pts/0\r\n33 77\r\nxterm\r\n");
    }

    @Test
    void aContainerOutlivesTheProcessThatWaitsForItAndCanStillBeRemoved() throws Exception {
        Process process = start("name=orphan", "box", "sh", "-c", "echo ready; " + SLEEP);
        assertThat(output(process).readLine()).isEqualTo("ready");

        process.destroyForcibly().waitFor();

        try (Engine engine = ContainerProcess.open(store)) {
            assertThat(engine.containers(false))
                    .extracting(ContainerSummary::name)
                    .contains("orphan");
            assertThatThrownBy(() -> engine.removeContainer("orphan", false))
                    .isInstanceOf(ContainerRunningException.class);
            long pid = pid(engine, "orphan");
            engine.removeContainer("orphan", true);
            assertThat(engine.containers(true)).isEmpty();
            awaitEnd(pid);
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(store.toString());
    }

    @Test
    void aContainerThatEndedUnseenIsOnRecordAsSuch() throws Exception {
        Process process = start("name=unseen", "box", "sh", "-c", "echo ready; " + SLEEP);
        assertThat(output(process).readLine()).isEqualTo("ready");
        try (Engine engine = ContainerProcess.open(store)) {
            long pid = pid(engine, "unseen");

            process.destroyForcibly().waitFor();
            kill(pid);
            awaitEnd(pid);

            ContainerStatus status = engine.container("unseen").summary().status();
            assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
            assertThat(status.exitCode()).isEqualTo(255);
            engine.removeContainer("unseen", false);
        }
    }

    @Test
    void whatWasToBeRemovedAfterwardsIsRemovedByTheNextRun() throws Exception {
        Process process = start("rm", "name=leftover", "box", "sh", "-c", "echo ready; " + SLEEP);
        assertThat(output(process).readLine()).isEqualTo("ready");
        try (Engine engine = ContainerProcess.open(store)) {
            long pid = pid(engine, "leftover");
            process.destroyForcibly().waitFor();
            kill(pid);
            awaitEnd(pid);

            assertThat(ContainerProcess.run(store, "rm", "box", "true").status()).isZero();

            assertThat(engine.containers(true)).isEmpty();
            assertThat(StoreOf.bytes(engine).leases()).isEmpty();
        }
    }

    @Test
    void aRunningContainerIsKilledByAForcedRemoval() throws Exception {
        Process process = start("name=victim", "box", "sh", "-c", "echo ready; " + SLEEP);
        assertThat(output(process).readLine()).isEqualTo("ready");

        try (Engine engine = ContainerProcess.open(store)) {
            engine.removeContainer("victim", true);
            assertThat(engine.containers(true)).isEmpty();
        }

        assertThat(process.waitFor()).isEqualTo(137);
    }

    private static Process start(String... words) throws IOException {
        return Program.start(
                ContainerProcess.builder(store, words)
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /// The runtime writes the number down about when the container speaks: it may come later.
    private static long pid(Engine engine, String name) throws IOException {
        long pid = engine.container(name).summary().status().pid();
        while (pid == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            pid = engine.container(name).summary().status().pid();
        }
        return pid;
    }

    /// Never 0 or less: that would be the process group of the tests, or everybody (kill(2)).
    private static void kill(long pid) throws Exception {
        assertThat(pid).isGreaterThan(1);
        Program.run("kill", "-KILL", Long.toString(pid));
    }

    private static void awaitEnd(long pid) {
        while (Files.exists(Path.of("/proc/" + pid))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
