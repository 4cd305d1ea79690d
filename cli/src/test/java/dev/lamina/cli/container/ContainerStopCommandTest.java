package dev.lamina.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.BusyboxStore;
import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.LaminaProcess;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The words and deeds of `stop`, `kill` and the flags of `run` about the first process. Needs root.
@Tag("linux")
final class ContainerStopCommandTest {

    /// For two minutes at most: a container outlives tests that are killed.
    private static final String LOOP =
            "echo up; i=0; while [ $i -lt 2400 ]; do sleep 0.05; i=$((i + 1)); done";

    @TempDir private static Path scratch;

    private static LaminaProcess lamina;

    @BeforeAll
    static void makeStore() throws Exception {
        Path root = scratch.resolve("store");
        BusyboxStore.make(root, scratch);
        lamina = new LaminaProcess(root);
    }

    @Test
    void severalAreStoppedAtOnceAndNamedInOrder() throws Exception {
        Process one = start("--name", "one", "box", "sh", "-c", "trap 'exit 3' TERM; " + LOOP);
        Process two =
                start("--rm", "--name", "two", "box", "sh", "-c", "trap 'exit 4' HUP; " + LOOP);

        Result result = lamina.run("stop", "-s", "HUP", "--timeout", "-1", "two");
        assertThat(result).isEqualTo(new Result(0, "two\n", ""));
        assertThat(two.waitFor()).isEqualTo(4);

        result = lamina.run("container", "stop", "one", "nothing", "one");
        assertThat(result)
                .isEqualTo(new Result(1, "one\none\n", "lamina: No such container: nothing\n"));
        assertThat(one.waitFor()).isEqualTo(3);
        assertThat(lamina.run("ps", "-a", "--format", "{{.Names}} {{.Status}}").out())
                .startsWith("one Exited (3) ");

        Result ended = lamina.run("kill", "one");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .matches(
                        "lamina: cannot kill container: one: container [0-9a-f]{64} is not"
                                + " running\n");
        assertThat(lamina.run("rm", "one").status()).isZero();
    }

    @Test
    void aSignalIsSentAndANameThatIsNoneIsRefused() throws Exception {
        Process process =
                start("--rm", "--name", "hit", "box", "sh", "-c", "trap 'echo hup' HUP; " + LOOP);

        assertThat(lamina.run("kill", "--signal", "SIGHUP", "hit"))
                .isEqualTo(new Result(0, "hit\n", ""));
        assertThat(process.inputReader().readLine()).isEqualTo("hup");
        assertThat(lamina.run("kill", "-s", "NOPE", "hit"))
                .isEqualTo(new Result(1, "", "lamina: invalid signal: NOPE\n"));
        assertThat(lamina.run("stop", "-t", "soon", "hit").err())
                .startsWith("lamina: --timeout: expected whole seconds, got soon");
        assertThat(lamina.run("container", "kill", "hit")).isEqualTo(new Result(0, "hit\n", ""));
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void inspectSaysHowTheFirstProcessBeginsAndEnds() throws Exception {
        Result run =
                lamina.run(
                        "run",
                        "--init",
                        "--stop-signal",
                        "SIGUSR1",
                        "--stop-timeout=7",
                        "--name",
                        "said",
                        "box",
                        "sh",
                        "-c",
                        "cat /proc/1/comm");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("docker-init");

        String format =
                "{{.HostConfig.Init}} {{.Config.StopSignal}} {{.Config.StopTimeout}} {{.Path}}"
                        + " {{.HostConfig.Binds}}";
        assertThat(lamina.run("inspect", "-f", format, "said").out())
                .isEqualTo("true SIGUSR1 7 sh []\n");
        assertThat(lamina.run("rm", "said").status()).isZero();
    }

    @Test
    void aTerminalAloneNeedsNoneOfTheCallers() throws Exception {
        assertThat(lamina.run("run", "--rm", "--net=none", "-t", "box", "tty"))
                .isEqualTo(new Result(0, "/dev/pts/0\r\n", ""));
    }

    private static Process start(String... words) throws IOException {
        String[] all = new String[words.length + 1];
        all[0] = "run";
        System.arraycopy(words, 0, all, 1, words.length);
        Process process =
                LaminaProcess.start(
                        lamina.builder(all).redirectError(ProcessBuilder.Redirect.INHERIT));
        assertThat(process.inputReader().readLine()).isEqualTo("up");
        return process;
    }
}
