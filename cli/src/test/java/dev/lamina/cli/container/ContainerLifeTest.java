package dev.lamina.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.BusyboxStore;
import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.LaminaProcess;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The output of `ps`, `diff`, `rm`, `mount` and `umount` for real containers and images. Needs root.
@Tag("linux")
final class ContainerLifeTest {

    @TempDir private static Path scratch;

    private static LaminaProcess lamina;

    @BeforeAll
    static void makeStore() throws Exception {
        Path root = scratch.resolve("store");
        BusyboxStore.make(root, scratch);
        lamina = new LaminaProcess(root);
    }

    @Test
    void anEndedContainerIsListedAndItsChangesUntilItIsRemoved() throws Exception {
        String script = "echo x > /etc/new; rm /old/file; touch /old/other; exit 3";
        assertThat(
                        lamina.run(
                                        "run",
                                        "--network=host",
                                        "--name",
                                        "ended",
                                        "box",
                                        "sh",
                                        "-c",
                                        script)
                                .status())
                .isEqualTo(3);

        assertThat(lamina.run("ps", "--format", "{{.Names}}").out()).doesNotContain("ended");
        assertThat(lamina.run("ps", "-a", "--format", "{{.Image}} {{.Names}} {{.Status}}").out())
                .containsPattern("(?m)^box ended Exited \\(3\\) .* ago$");
        assertThat(lamina.run("ps", "-a").out().lines().findFirst().orElseThrow())
                .matches("CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES");
        assertThat(lamina.run("diff", "ended"))
                .isEqualTo(
                        new Result(
                                0, "C /etc\nA /etc/new\nC /old\nD /old/file\nA /old/other\n", ""));
        assertThat(lamina.run("rmi", "box").status()).isEqualTo(1);
        assertThat(lamina.run("rm", "ended")).isEqualTo(new Result(0, "ended\n", ""));
        assertThat(lamina.run("ps", "-aq", "--no-trunc").out()).isEmpty();
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        lamina.run("run", "--network=host", "--name", "taken", "box", "true");

        Result second = lamina.run("run", "--network=host", "--name", "taken", "box", "true");

        assertThat(second.status()).isEqualTo(125);
        assertThat(second.err())
                .startsWith("lamina: Conflict. The container name \"taken\" is already in use")
                .hasLineCount(1);
        assertThat(lamina.run("rm", "taken").status()).isZero();
    }

    @Test
    void aRunningContainerIsRemovedOnlyByForce() throws Exception {
        Process process =
                LaminaProcess.start(
                        lamina.builder(
                                "run",
                                "--network=host",
                                "--name",
                                "busy",
                                "box",
                                "sh",
                                "-c",
                                "echo up; sleep 50"));
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("up");

            assertThat(lamina.run("ps", "--format", "{{.Names}} {{.State}} {{.Status}}").out())
                    .matches("busy running Up .*second.*\n");
            Result refused = lamina.run("rm", "busy");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).startsWith("lamina: ").hasLineCount(1);
            assertThat(lamina.run("rm", "-f", "busy")).isEqualTo(new Result(0, "busy\n", ""));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(137);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void whatSystemdTellsItsServicesIsNotForAContainer(String runtime) throws Exception {
        var command =
                lamina.builder(
                        "run",
                        "--rm",
                        "--network=host",
                        "box",
                        "sh",
                        "-c",
                        "env; ls -l /proc/self/fd/ | grep /store/; true");
        command.environment().put("LAMINA_RUNTIME", runtime);
        command.environment().put("LISTEN_FDS", "1");
        command.environment().put("NOTIFY_SOCKET", scratch + "/socket");

        Result result = LaminaProcess.finish(LaminaProcess.start(command), "");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .doesNotContain("LISTEN_", "NOTIFY_SOCKET", "runtime.log", "/store/");
    }

    @Test
    void aMountedImageIsADirectoryUntilItIsUnmounted() throws Exception {
        Result mounted = lamina.run("mount", "box");
        Path directory = Path.of(mounted.out().strip());

        assertThat(mounted.err()).isEmpty();
        assertThat(directory.resolve("old/file")).hasContent("old");
        assertThat(lamina.run("umount", "box")).isEqualTo(new Result(0, "box\n", ""));
        assertThat(directory.resolve("old/file")).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(scratch.toString());
        assertThat(lamina.run("umount", "box").status()).isEqualTo(1);
    }
}
