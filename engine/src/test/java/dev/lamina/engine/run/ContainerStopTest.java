package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerStoppedException;

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

    private static final String SLEEP = BoxContainers.SLEEP;
    private static final Optional<String> NO_SIGNAL = Optional.empty();
    private static final OptionalInt NO_LIMIT = OptionalInt.of(-1);

    @TempDir private static Path scratch;

    private static Path store;
    private BoxContainers containers;
    private Engine engine;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "setsid", "tini");
        store = BoxContainers.makeStore(scratch, "--config.stopsignal", "SIGUSR2");
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

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aContainerIsAskedToEndWithTermAndItsEndIsOnRecord(String runtime) throws Exception {
        Process process =
                containers.start(
                        runtime,
                        "stop-signal=TERM",
                        "name=asked",
                        "box",
                        "sh",
                        "-c",
                        "trap 'exit 4' TERM; " + SLEEP);

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
                containers.start(
                        "crun", "rm", "stop-signal=SIGUSR1", "name=own", "box", "sh", "-c", script);
        Process named =
                containers.start(
                        "crun", "rm", "stop-signal=USR1", "name=named", "box", "sh", "-c", script);

        engine.stopContainer("own", NO_SIGNAL, NO_LIMIT);
        engine.stopContainer("named", Optional.of("sighup"), NO_LIMIT);

        assertThat(own.waitFor()).isEqualTo(5);
        assertThat(named.waitFor()).isEqualTo(6);
        assertThat(engine.containers(true)).isEmpty();
    }

    @Test
    void theSignalIsThatOfTheImageUnlessTheContainerHasOne() throws Exception {
        String script = "trap 'exit 8' USR2; trap 'exit 9' TERM; " + SLEEP;
        Process images = containers.start("crun", "name=images", "box", "sh", "-c", script);
        Process own =
                containers.start("crun", "name=own", "stop-signal=TERM", "box", "sh", "-c", script);

        engine.stopContainer("images", NO_SIGNAL, NO_LIMIT);
        engine.stopContainer("own", NO_SIGNAL, NO_LIMIT);

        assertThat(images.waitFor()).isEqualTo(8);
        assertThat(own.waitFor()).isEqualTo(9);
    }

    @Test
    void whatDoesNotEndInTimeIsKilled() throws Exception {
        Process process =
                containers.start(
                        "crun", "rm", "name=deaf", "box", "sh", "-c", "trap '' USR2; " + SLEEP);

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
                containers.start(
                        "runc", "name=got", "box", "sh", "-c", "trap 'echo hup' HUP; " + SLEEP);
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
                containers.start(
                        "runc",
                        "stop-signal=TERM",
                        "name=left",
                        "box",
                        "sh",
                        "-c",
                        "trap 'exit 0' TERM; " + SLEEP);
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
        Process process =
                containers.start(
                        "crun", "init", "stop-signal=TERM", "name=init", "box", "sh", "-c", SLEEP);

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
}
