package dev.lamina.engine.run;

import static dev.lamina.engine.run.ContainerProcess.run;
import static dev.lamina.engine.run.ContainerProcess.runWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.store.Lease;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.image.ImageInUseException;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a container of a real image sees, does and leaves, with the kernel and the runtime as
/// judges. Needs root.
@Tag("linux")
final class ContainersTest {

    @TempDir private static Path scratch;

    private static Path store;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "setsid");
        store = scratch.resolve("store");
        BusyboxLayout.make(store, scratch);
    }

    @Test
    void whatAKilledProcessHalfMadeIsRemovedByTheNext() throws Exception {
        String left = "0123456789abcdef".repeat(4);
        String made = "fedcba9876543210".repeat(4);
        Images open = Images.open(new StorePaths(store));
        for (String id : List.of(left, made)) {
            Files.createDirectories(open.store().paths().container(id).resolve("upper/deep"));
            open.store()
                    .lease(
                            new Lease("container-" + id, "test", Digest.of(Bytes.EMPTY), List.of()),
                            false);
        }
        try (StoreLock _ = open.store().lock("container " + made)) {
            assertThat(run(store, "rm", "box", "true").status()).isZero();
        }

        assertThat(open.store().paths().container(left)).doesNotExist();
        assertThat(open.store().paths().container(made)).as("somebody makes it now").exists();
        assertThat(open.store().leases())
                .extracting(Lease::name)
                .contains("container-" + made)
                .doesNotContain("container-" + left);
        run(store, "rm", "box", "true");
        assertThat(open.store().paths().container(made)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theExitStatusIsThatOfTheCommand(String runtime) throws Exception {
        Map<String, String> environment = Map.of("LAMINA_RUNTIME", runtime);

        assertThat(runWith(environment, "", store, "rm", "box", "sh", "-c", "echo hi; exit 7"))
                .isEqualTo(new ContainerProcess.Result(7, "hi\n", ""));
    }

    @Test
    void aCommandThatIsNotThereGives127() throws Exception {
        assertThat(run(store, "rm", "box", "nope"))
                .isEqualTo(
                        new ContainerProcess.Result(
                                127, "", "exec: \"nope\": executable file not found in $PATH\n"));
        assertThat(run(store, "rm", "box", ""))
                .isEqualTo(
                        new ContainerProcess.Result(
                                127, "", "exec: \"\": executable file not found in $PATH\n"));
    }

    @Test
    void aFileThatIsNoProgramGives126() throws Exception {
        assertThat(run(store, "rm", "box", "/noprogram"))
                .isEqualTo(
                        new ContainerProcess.Result(
                                126, "", "exec: \"/noprogram\": permission denied\n"));
    }

    @Test
    void whatCannotBeMadeGives125() throws Exception {
        assertThat(run(store, "rm", "user=nobody", "box", "true"))
                .isEqualTo(
                        new ContainerProcess.Result(
                                125,
                                "",
                                "unable to find user nobody: no matching entries in passwd"
                                        + " file\n"));
    }

    @Test
    void standardInputIsReadOnlyWhenAskedFor() throws Exception {
        assertThat(runWith(Map.of(), "in\n", store, "rm", "interactive", "box", "cat").output())
                .isEqualTo("in\n");
        assertThat(runWith(Map.of(), "in\n", store, "rm", "box", "cat").output()).isEmpty();
    }

    @Test
    void theConfigOfTheImageCounts() throws Exception {
        ContainerProcess.Result result =
                run(store, "rm", "env=SIZE=big", "box", "sh", "-c", "pwd; env");

        assertThat(result.output().lines())
                .contains("/workdir/here", "COLOUR=blue", "SIZE=big", "HOME=/root");
    }

    @Test
    void aUserComesFromTheFilesOfTheImage() throws Exception {
        assertThat(run(store, "rm", "user=app", "box", "sh", "-c", "id; echo $HOME").output())
                .isEqualTo("uid=1000(app) gid=1000(app) groups=1000(app),2000(extra)\n/home/app\n");
    }

    @Test
    void aContainerOnNoNetworkHasOnlyALoopback() throws Exception {
        ContainerProcess.Result result =
                run(
                        store,
                        "rm",
                        "hostname=here",
                        "box",
                        "sh",
                        "-c",
                        "hostname; ls /sys/class/net; cat /etc/hosts");

        assertThat(result.output())
                .isEqualTo("here\nlo\n127.0.0.1\tlocalhost here\n::1\tlocalhost ip6-localhost\n");
    }

    @Test
    void aContainerOnTheHostsNetworkSeesTheHostsDevicesAndNames() throws Exception {
        String devices = Program.run("ls", "/sys/class/net");
        String hostname = Files.readString(Path.of("/proc/sys/kernel/hostname"));

        assertThat(run(store, "rm", "host", "box", "sh", "-c", "ls /sys/class/net").output())
                .isEqualTo(devices);
        assertThat(run(store, "rm", "host", "box", "hostname").output()).isEqualTo(hostname);
    }

    @Test
    void anAnonymousVolumeBeginsWithWhatTheImageHasThere() throws Exception {
        String look = "stat -c '%u %a %n' /data /data/seed; cat /data/seed";

        assertThat(
                        run(
                                store,
                                "rm",
                                "read-only",
                                "box",
                                "sh",
                                "-c",
                                look + "; touch /data/x; touch /x"))
                .isEqualTo(
                        new ContainerProcess.Result(
                                1,
                                "1000 755 /data\n0 640 /data/seed\nseed\n",
                                "touch: /x: Read-only file system\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theMaskOfTheCallerIsNothingThatAContainerSees(String runtime) throws Exception {
        String script =
                "umask; stat -c %a /etc/hosts /etc/hostname /etc/resolv.conf /own /workdir/here";
        for (String mask : List.of("0", "077")) {
            List<String> command = new ArrayList<>();
            command.addAll(List.of("env", "LAMINA_RUNTIME=" + runtime, "sh", "-c"));
            command.addAll(List.of("umask " + mask + "; exec \"$@\"", "sh"));
            command.addAll(
                    ContainerProcess.command(
                            store, "rm", "volume=/own", "box", "sh", "-c", script));

            assertThat(Program.run(command.toArray(String[]::new)))
                    .as("umask " + mask)
                    .isEqualTo("0022\n644\n644\n644\n755\n755\n");
        }
    }

    @Test
    void aDirectoryOfTheHostIsSeenWhereItWasPut() throws Exception {
        Path shared = Files.createDirectories(scratch.resolve("shared"));
        Files.writeString(shared.resolve("file"), "from the host\n");

        ContainerProcess.Result result =
                run(
                        store,
                        "rm",
                        "volume=" + shared + ":/host:ro",
                        "box",
                        "sh",
                        "-c",
                        "cat /host/file; touch /host/new");

        assertThat(result.output()).isEqualTo("from the host\n");
        assertThat(result.status()).isEqualTo(1);
        assertThat(shared.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "loop", "directories"})
    void everyWayOfMountingShowsTheSame(String way) throws Exception {
        ContainerProcess.Result result =
                runWith(
                        Map.of("LAMINA_MOUNT", way),
                        "",
                        store,
                        "rm",
                        "box",
                        "sh",
                        "-c",
                        "cat /old/deep/file; echo new > /old/new; ls /old; stat -c %u /data;"
                                + " stat -c '%a %u:%g' /");

        assertThat(result)
                .isEqualTo(new ContainerProcess.Result(0, "old\ndeep\nnew\n1000\n1755 5:6\n", ""));
    }

    @Test
    void nothingIsLeftOfAContainerThatIsRemovedAfterwards() throws Exception {
        run(store, "rm", "box", "true");
        List<String> before = files();

        run(store, "rm", "box", "sh", "-c", "echo x > /x; mkdir -p /old/a/b");
        run(store, "rm", "box", "nope");

        assertThat(files()).isEqualTo(before);
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(store.toString());
    }

    @Test
    void theChangesOfAContainerAreListed() throws Exception {
        String script =
                "echo x > /etc/new; rm /old/deep/file; echo y > /old/deep/other; mkdir /added;"
                        + " touch /added/file; rm /noprogram";

        run(store, "name=changer", "box", "sh", "-c", script);

        try (Engine engine = ContainerProcess.open(store)) {
            assertThat(engine.containerChanges("changer"))
                    .extracting(change -> change.kind().letter() + " " + change.path())
                    .containsExactly(
                            "A /added",
                            "A /added/file",
                            "C /etc",
                            "A /etc/new",
                            "D /noprogram",
                            "C /old",
                            "C /old/deep",
                            "D /old/deep/file",
                            "A /old/deep/other",
                            "A /workdir",
                            "A /workdir/here");
            assertThatThrownBy(() -> engine.remove("box", false))
                    .isInstanceOf(ImageInUseException.class);
            engine.removeContainer("changer", false);
            assertThat(engine.containers(true)).isEmpty();
        }
    }

    @Test
    void aDirectoryThatWasMadeAnewHidesWhatTheImageHas() throws Exception {
        run(store, "name=renewer", "box", "sh", "-c", "rm -r /old; mkdir /old; touch /old/own");

        try (Engine engine = ContainerProcess.open(store)) {
            assertThat(engine.containerChanges("renewer"))
                    .extracting(change -> change.kind().letter() + " " + change.path())
                    .contains("C /old", "D /old/deep", "A /old/own");
            engine.removeContainer("renewer", false);
        }
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        run(store, "name=taken", "box", "true");

        ContainerProcess.Result second = run(store, "name=taken", "box", "true");

        assertThat(second.status()).isEqualTo(125);
        assertThat(second.error())
                .startsWith(
                        "Conflict. The container name \"taken\" is already in use by container");
        try (Engine engine = ContainerProcess.open(store)) {
            engine.removeContainer("taken", false);
        }
    }

    @Test
    void linksOfTheImageLeadNowhereElse() throws Exception {
        Path outside = Path.of("/etc/lamina-was-here");

        ContainerProcess.Result result =
                run(store, "rm", "workdir=/escape/lamina-was-here", "box", "pwd");

        assertThat(outside).doesNotExist();
        assertThat(result.output()).isEqualTo("/etc/lamina-was-here\n");
    }

    @Test
    void theEndIsOnRecord() throws Exception {
        run(store, "name=ended", "box", "sh", "-c", "exit 3");

        var paths = new StorePaths(store);
        try (Engine engine = ContainerProcess.open(store)) {
            ContainerStatus status = engine.container("ended").summary().status();
            assertThat(status.state()).isEqualTo(ContainerStatus.State.EXITED);
            assertThat(status.exitCode()).isEqualTo(3);
            assertThat(status.startedAt().orElseThrow())
                    .isBefore(status.finishedAt().orElseThrow());
            assertThat(engine.containers(false)).isEmpty();
            String id = engine.container("ended").summary().id();
            for (Path path : List.of(store, paths.containers(), paths.container(id))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("who may enter %s", path)
                        .isEqualTo("rwx------");
            }
            engine.removeContainer("ended", false);
        }
    }

    @Test
    void manyMayRunAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(Program.start(ContainerProcess.builder(store, "rm", "box", "true")));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).as(error(process)).isZero();
        }
    }

    @Test
    void aContainerIsLockedWheneverItIsSeen() throws Exception {
        Images open = Images.open(new StorePaths(store));
        var shelf = new ContainerShelf(open.store());
        for (int i = 0; i < 3; i++) {
            Process process = Program.start(ContainerProcess.builder(store, "rm", "box", "true"));
            boolean seen = false;
            while (process.isAlive()) {
                for (ContainerRecord container : shelf.list()) {
                    seen = true;
                    String lock = ContainerWatch.lockName(container.id());
                    assertThat(open.store().isLocked(lock) || !shelf.list().contains(container))
                            .as("lock of a container that is to be removed at its end")
                            .isTrue();
                }
            }
            assertThat(seen).isTrue();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void aNameThatIsNoTextIsListedByItsBytes() throws Exception {
        String script = "touch \"$(printf '/a\\376')\" \"$(printf '/a\\377')\" '/a b%41'";

        run(store, "name=bytes", "box", "sh", "-c", script);

        try (Engine engine = ContainerProcess.open(store)) {
            assertThat(engine.containerChanges("bytes"))
                    .extracting(change -> change.path().names().getLast().bytes().hex())
                    .contains("61fe", "61ff", "612062253431");
            engine.removeContainer("bytes", false);
        }
    }

    @Test
    void directoriesDeeperThanAnyPathAreRemovedToo() throws Exception {
        String name = "d".repeat(250);
        String script =
                "i=0; while [ $i -lt 40 ]; do mkdir %s; cd -P %s; i=$((i+1)); done; touch x";

        run(store, "name=deep", "box", "sh", "-c", script.formatted(name, name));

        try (Engine engine = ContainerProcess.open(store)) {
            engine.removeContainer("deep", false);
            assertThat(engine.containers(true)).isEmpty();
        }
        assertThat(store.resolve("containers")).isEmptyDirectory();
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static String error(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }
}
