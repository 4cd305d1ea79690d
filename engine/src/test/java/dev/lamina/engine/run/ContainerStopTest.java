package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Containers that run in one process are ended from another, and an init is their first process. Needs
/// root.
@Tag("linux")
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ContainerStopTest {

    private static final String SLEEP = "echo ready; while :; do sleep 0.05; done";
    private static final Optional<String> NO_SIGNAL = Optional.empty();
    private static final OptionalInt NO_LIMIT = OptionalInt.of(-1);

    @TempDir private static Path scratch;

    private static Path store;
    private Engine engine;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "setsid", "tini");
        store = scratch.resolve("store");
        BusyboxLayout.make(store, scratch);
    }

    @BeforeEach
    void open() {
        engine = ContainerProcess.open(store);
    }

    @AfterEach
    void close() throws IOException {
        for (ContainerSummary left : engine.containers(true)) {
            engine.removeContainer(left.id(), true);
        }
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aContainerIsAskedToEndWithTermAndItsEndIsOnRecord(String runtime) throws Exception {
        Process process =
                start(runtime, "name=asked", "box", "sh", "-c", "trap 'exit 4' TERM; " + SLEEP);

        engine.stopContainer("asked", NO_SIGNAL, NO_LIMIT);

        ContainerStatus status = engine.container("asked").summary().status();
        assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
        assertThat(status.exitCode()).isEqualTo(4);
        engine.removeContainer("asked", false);
        assertThat(process.waitFor()).isEqualTo(4);
    }

    @Test
    void theSignalIsThatOfTheContainerUnlessOneIsNamed() throws Exception {
        String script = "trap 'exit 5' USR1; trap 'exit 6' HUP; trap '' TERM; " + SLEEP;
        Process own =
                start("crun", "rm", "stop-signal=SIGUSR1", "name=own", "box", "sh", "-c", script);
        Process named =
                start("crun", "rm", "stop-signal=USR1", "name=named", "box", "sh", "-c", script);

        engine.stopContainer("own", NO_SIGNAL, NO_LIMIT);
        engine.stopContainer("named", Optional.of("sighup"), NO_LIMIT);

        assertThat(own.waitFor()).isEqualTo(5);
        assertThat(named.waitFor()).isEqualTo(6);
        assertThat(engine.containers(true)).isEmpty();
    }

    @Test
    void whatDoesNotEndInTimeIsKilled() throws Exception {
        Process process =
                start("crun", "rm", "name=deaf", "box", "sh", "-c", "trap '' TERM; " + SLEEP);

        engine.stopContainer("deaf", NO_SIGNAL, OptionalInt.of(0));

        assertThat(process.waitFor()).isEqualTo(137);
        assertThat(engine.containers(true)).isEmpty();
    }

    @Test
    void oneThatHasEndedIsStoppedAlreadyAndCannotBeKilled() throws Exception {
        ContainerProcess.run(store, "name=over", "box", "true");
        String id = engine.container("over").summary().id();

        engine.stopContainer("over", NO_SIGNAL, NO_LIMIT);

        assertThatThrownBy(() -> engine.killContainer("over", "KILL"))
                .isInstanceOf(ContainerStoppedException.class)
                .hasMessage("cannot kill container: over: container " + id + " is not running");
        engine.removeContainer("over", false);
    }

    @Test
    void aSignalReachesTheCommandAndKillEndsIt() throws Exception {
        Process process =
                start("runc", "name=got", "box", "sh", "-c", "trap 'echo hup' HUP; " + SLEEP);
        BufferedReader output = process.inputReader();

        engine.killContainer("got", "HUP");
        assertThat(output.readLine()).isEqualTo("hup");
        engine.killContainer("got", "9");

        assertThat(engine.container("got").summary().status().exitCode()).isEqualTo(137);
        assertThat(process.waitFor()).isEqualTo(137);
        engine.removeContainer("got", false);
    }

    @Test
    void whatNobodyWaitsForAnyMoreCanBeStopped() throws Exception {
        Process process =
                start("runc", "name=left", "box", "sh", "-c", "trap 'exit 0' TERM; " + SLEEP);
        process.destroyForcibly().waitFor();

        engine.stopContainer("left", NO_SIGNAL, NO_LIMIT);

        ContainerStatus status = engine.container("left").summary().status();
        assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
        engine.removeContainer("left", false);
    }

    @Test
    void thereAreNoOtherSignalsThanThoseOfLinux() throws Exception {
        assertThat(ContainerProcess.run(store, "rm", "stop-signal=NOPE", "box", "true"))
                .isEqualTo(new ContainerProcess.Result(125, "", "invalid signal: NOPE\n"));
        ContainerProcess.run(store, "name=signals", "box", "true");
        assertThatThrownBy(() -> engine.stopContainer("signals", Optional.of("NOPE"), NO_LIMIT))
                .hasMessage("invalid signal: NOPE");
        engine.removeContainer("signals", false);
    }

    @Test
    void anInitPassesSignalsOnReapsAndLeavesNoTrace() throws Exception {
        // The command is not the first process: TERM ends it though it has no handler.
        Process process = start("crun", "init", "name=init", "box", "sh", "-c", SLEEP);

        engine.stopContainer("init", NO_SIGNAL, NO_LIMIT);

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(engine.containerChanges("init"))
                .extracting(change -> change.path().toString())
                .noneMatch(path -> path.contains("docker-init"));
        ContainerDetails details = engine.container("init");
        assertThat(details.summary().command()).isEqualTo(List.of("sh", "-c", SLEEP));
        assertThat(details.binds()).isEmpty();
        engine.removeContainer("init", false);

        String script =
                "tr '\\0' ' ' < /proc/1/cmdline; echo; while read a place b flags c; do [ $place ="
                        + " /sbin/docker-init ] && echo $flags; done < /proc/mounts";
        List<String> inside =
                ContainerProcess.run(store, "rm", "init", "box", "sh", "-c", script)
                        .output()
                        .lines()
                        .toList();
        assertThat(inside).hasSize(2);
        assertThat(inside.getFirst()).startsWith("/sbin/docker-init -- sh -c ");
        assertThat(inside.getLast()).startsWith("ro,");
    }

    /// Starts a container that has said `ready`, and whose number is known.
    private Process start(String runtime, String... words) throws IOException {
        ProcessBuilder builder =
                ContainerProcess.builder(store, words)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LAMINA_RUNTIME", runtime);
        Process process = Program.start(builder);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }
}
