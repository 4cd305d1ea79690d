package dev.lamina.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.BusyboxStore;
import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.LaminaProcess;
import dev.lamina.cli.testing.TestStore;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The effect of the flags of `lamina run` on a real container, and the status it ends with. Needs root.
@Tag("linux")
final class RunCommandTest {

    @TempDir private static Path scratch;

    private static LaminaProcess lamina;

    @BeforeAll
    static void makeStore() throws Exception {
        Path root = scratch.resolve("store");
        BusyboxStore.make(root, scratch);
        lamina = new LaminaProcess(root);
    }

    @Test
    void theCommandOfTheImageIsTheDefault() throws Exception {
        assertThat(lamina.run("run", "--network=host", "--rm", "box"))
                .isEqualTo(new Result(0, "the default\n", ""));
    }

    @Test
    void theNetworkOfTheMachineIsSaidInOneLineUnlessItWasAskedFor() throws Exception {
        Result silent = new Result(0, "hi\n", "");

        assertThat(lamina.run("run", "--rm", "box", "echo", "hi"))
                .isEqualTo(
                        new Result(
                                0,
                                "hi\n",
                                "lamina: the container uses the network of this machine (--network"
                                        + " host says so without this line, --network none gives it"
                                        + " none)\n"));
        assertThat(lamina.run("run", "--rm", "--network", "host", "box", "echo", "hi"))
                .isEqualTo(silent);
        assertThat(lamina.run("run", "--rm", "--net=host", "box", "echo", "hi")).isEqualTo(silent);
        assertThat(lamina.run("run", "--rm", "--net", "none", "box", "echo", "hi"))
                .isEqualTo(silent);
    }

    @Test
    void theNetworkIsNotSpokenOfIfNothingIsStarted() throws Exception {
        assertThat(lamina.run("run", "--rm", "box", "/noprogram"))
                .isEqualTo(
                        new Result(126, "", "lamina: exec: \"/noprogram\": permission denied\n"));
        assertThat(lamina.run("run", "--rm", "-v", "/a:/proc/b", "box").err())
                .startsWith("lamina: mount at /proc/b")
                .hasLineCount(1);
    }

    @Test
    void anImageForAnotherMachineIsWarnedOfAndItsHealthcheckShown() throws Exception {
        Path root = scratch.resolve("foreign");
        String config =
                """
                {"architecture":"%s","os":"linux","rootfs":{"type":"layers","diff_ids":[]},
                "config":{"Cmd":["/x"],"Healthcheck":{"Test":["CMD","/y"],"Interval":5000000000}}}
                """;
        var store = new TestStore(root);
        store.addBare(config.formatted("riscv64"), "docker.io/library/foreign:latest");
        store.addBare(config.formatted(""), "docker.io/library/unnamed:latest");
        var there = new LaminaProcess(root);
        String failure = "lamina: exec: \"/x\": stat /x: no such file or directory\n";

        assertThat(there.run("run", "--name=made", "foreign").err())
                .matches(
                        "WARNING: The requested image's platform \\(linux/riscv64\\) does not match"
                                + " the detected host platform \\(linux/[a-z0-9/]+\\) and no specific"
                                + " platform was requested\n"
                                + Pattern.quote(failure));
        assertThat(there.run("run", "--rm", "unnamed")).isEqualTo(new Result(127, "", failure));
        assertThat(there.run("inspect", "-f", "{{json .Config.Healthcheck}}", "made").out())
                .isEqualTo("{\"Test\":[\"CMD\",\"/y\"],\"Interval\":5000000000}\n");
        ProcessBuilder asked = there.builder("run", "--rm", "foreign");
        asked.environment().put("LAMINA_PLATFORM", "linux/riscv64");
        assertThat(LaminaProcess.finish(LaminaProcess.start(asked), ""))
                .isEqualTo(new Result(127, "", failure));
    }

    @Test
    void whatIsWithheldFromAContainerIsShown() throws Exception {
        Result status =
                lamina.run(
                        "run",
                        "--network=none",
                        "--name=less",
                        "--cap-drop=all",
                        "--cap-drop",
                        "kill",
                        "--security-opt=no-new-privileges",
                        "box",
                        "cat",
                        "/proc/self/status");

        assertThat(status.out()).contains("CapBnd:\t0000000000000000", "NoNewPrivs:\t1");
        assertThat(
                        lamina.run(
                                        "inspect",
                                        "-f",
                                        "{{json .HostConfig.CapDrop}} {{json .HostConfig.SecurityOpt}}",
                                        "less")
                                .out())
                .isEqualTo("[\"ALL\",\"CAP_KILL\"] [\"no-new-privileges\"]\n");
        lamina.run("rm", "less");
        assertThat(lamina.run("run", "--rm", "--cap-drop=chowns", "box"))
                .isEqualTo(
                        new Result(
                                125,
                                "",
                                "lamina: invalid CapDrop: unknown capability: \"CAP_CHOWNS\"\n"));
        assertThat(lamina.run("run", "--rm", "--security-opt=label=disable", "box").status())
                .isEqualTo(125);
    }

    @Test
    void theExitStatusIsThatOfTheCommand() throws Exception {
        assertThat(
                        lamina.run(
                                "run",
                                "--network=host",
                                "--rm",
                                "box",
                                "sh",
                                "-c",
                                "echo no >&2; exit 7"))
                .isEqualTo(new Result(7, "", "no\n"));
    }

    @Test
    void aCommandThatIsNotThereGives127() throws Exception {
        assertThat(lamina.run("run", "--network=host", "--rm", "box", "nope"))
                .isEqualTo(
                        new Result(
                                127,
                                "",
                                "lamina: exec: \"nope\": executable file not found in $PATH\n"));
    }

    @Test
    void aFileThatIsNoProgramGives126() throws Exception {
        assertThat(lamina.run("run", "--network=host", "--rm", "box", "/noprogram"))
                .isEqualTo(
                        new Result(126, "", "lamina: exec: \"/noprogram\": permission denied\n"));
    }

    @Test
    void whatCannotBeMadeGives125() throws Exception {
        assertThat(lamina.run("run", "--network=host", "--rm", "-u", "nobody", "box"))
                .isEqualTo(
                        new Result(
                                125,
                                "",
                                "lamina: unable to find user nobody: no matching entries in passwd"
                                        + " file\n"));
    }

    @Test
    void flagsAfterTheImageAreTheCommandsOwn() throws Exception {
        assertThat(
                        lamina.run(
                                "run",
                                "--network=host",
                                "--rm",
                                "box",
                                "echo",
                                "--rm",
                                "-it",
                                "--help",
                                "--",
                                "-x"))
                .isEqualTo(new Result(0, "--rm -it --help -- -x\n", ""));
    }

    @Test
    void variablesComeFromTheImageThenFilesThenFlags() throws Exception {
        Path file = Files.writeString(scratch.resolve("variables"), "# no\nA=file\nB=file\n");

        Result result =
                lamina.run(
                        "run",
                        "--network=host",
                        "--rm",
                        "-e",
                        "B=flag",
                        "--env-file",
                        file.toString(),
                        "-eC=x=y",
                        "box",
                        "sh",
                        "-c",
                        "echo $COLOUR $A $B $C");

        assertThat(result).isEqualTo(new Result(0, "blue file flag x=y\n", ""));
    }

    @Test
    void aVariableWithoutValueIsTheCallers() throws Exception {
        ProcessBuilder builder =
                lamina.builder(
                        "run",
                        "--network=host",
                        "--rm",
                        "-e",
                        "MINE",
                        "-e",
                        "NOT_SET",
                        "box",
                        "env");
        builder.environment().put("MINE", "own");

        Result result = LaminaProcess.finish(LaminaProcess.start(builder), "");

        assertThat(result.status()).isZero();
        assertThat(result.out().lines())
                .contains("MINE=own")
                .noneMatch(line -> line.startsWith("NOT_SET"));
    }

    @Test
    void directoryUserAndHostnameAreSet() throws Exception {
        Result result =
                lamina.run(
                        "run",
                        "--network=host",
                        "--rm",
                        "-w",
                        "/etc",
                        "-u",
                        "app",
                        "-h",
                        "here",
                        "--network",
                        "none",
                        "box",
                        "sh",
                        "-c",
                        "pwd; id -un; id -gn; hostname");

        assertThat(result).isEqualTo(new Result(0, "/etc\napp\napp\nhere\n", ""));
    }

    @Test
    void anEntrypointReplacesTheImagesCommand() throws Exception {
        assertThat(
                        lamina.run(
                                        "run",
                                        "--network=host",
                                        "--rm",
                                        "--entrypoint",
                                        "echo",
                                        "box",
                                        "a",
                                        "b")
                                .out())
                .isEqualTo("a b\n");
        assertThat(lamina.run("run", "--network=host", "--rm", "--entrypoint", "/bin/echo", "box"))
                .isEqualTo(new Result(0, "\n", ""));
    }

    @Test
    void volumesAreSeenAndMayBeReadOnly() throws Exception {
        Path shared = Files.createDirectories(scratch.resolve("shared"));
        Files.writeString(shared.resolve("in"), "from the host\n");

        Result result =
                lamina.run(
                        "run",
                        "--network=host",
                        "--rm",
                        "-v",
                        shared + ":/rw",
                        "--volume=" + shared + ":/ro:ro",
                        "box",
                        "sh",
                        "-c",
                        "cat /ro/in; echo out > /rw/out; echo no > /ro/no");

        assertThat(result.out()).isEqualTo("from the host\n");
        assertThat(result.err()).contains("Read-only file system");
        assertThat(shared.resolve("out")).hasContent("out");
        assertThat(shared.resolve("no")).doesNotExist();
    }

    @Test
    void aReadOnlyRootCannotBeWritten() throws Exception {
        Result result =
                lamina.run("run", "--network=host", "--rm", "--read-only", "box", "touch", "/x");

        assertThat(result).isEqualTo(new Result(1, "", "touch: /x: Read-only file system\n"));
    }

    @Test
    void theNetworkIsTheHostsOrNone() throws Exception {
        assertThat(
                        lamina.run(
                                        "run",
                                        "--network=host",
                                        "--rm",
                                        "--network=none",
                                        "box",
                                        "ls",
                                        "/sys/class/net")
                                .out())
                .isEqualTo("lo\n");
        assertThat(lamina.run("run", "--network=host", "--rm", "box", "hostname").out())
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")));
    }

    @Test
    void standardInputIsReadOnlyWithI() throws Exception {
        assertThat(
                        lamina.runWithInput(
                                        "in\n", "run", "--network=host", "--rm", "-i", "box", "cat")
                                .out())
                .isEqualTo("in\n");
        assertThat(lamina.runWithInput("in\n", "run", "--network=host", "--rm", "box", "cat").out())
                .isEmpty();
    }

    @Test
    void aTerminalNeedsATerminal() throws Exception {
        assertThat(lamina.run("run", "--network=host", "--rm", "-it", "box", "tty"))
                .isEqualTo(
                        new Result(
                                125, "", "lamina: the input device is not a TTY: leave out -t\n"));
    }

    @Test
    void onATerminalTheCommandGetsOne() throws Exception {
        String line =
                String.join(
                        " ",
                        LaminaProcess.command(
                                "run", "--network=host", "--rm", "-it", "box", "tty"));
        ProcessBuilder builder = lamina.builder();
        builder.command("script", "-qec", line, "/dev/null");
        Process process = LaminaProcess.start(builder);

        try {
            assertThat(process.inputReader().readLine()).isEqualTo("/dev/pts/0");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
