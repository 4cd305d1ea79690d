package dev.lamina.engine.run;

import static dev.lamina.engine.run.ContainerProcess.command;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.Program;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What passes between the caller's standard streams and a container's, and what does not. The judges
/// are the kernel, coreutils and script(1). Needs root.
@Tag("linux")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ContainerStreamsTest {

    @TempDir private static Path scratch;

    private static Path store;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "conmon", "setsid", "script", "python3");
        store = scratch.resolve("store");
        BusyboxLayout.make(store, scratch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void filesOfTheCallerStayTheCallers(String runtime) throws Exception {
        Path in = scratch.resolve(runtime + "-in");
        Path out = Files.createFile(scratch.resolve(runtime + "-out"));
        Path err = Files.createFile(scratch.resolve(runtime + "-err"));
        Files.writeString(in, "secret\n");
        Files.setPosixFilePermissions(in, PosixFilePermissions.fromString("rw-------"));
        ProcessBuilder builder =
                ContainerProcess.builder(
                                store,
                                "rm",
                                "interactive",
                                "user=1000:1000",
                                "box",
                                "sh",
                                "-c",
                                "cat; echo e >&2; echo o > /dev/stdout")
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("LAMINA_RUNTIME", runtime);

        assertThat(Program.start(builder).waitFor()).isZero();

        assertThat(out).hasContent("secret\no\n");
        assertThat(err).hasContent("e\n");
        for (Path file : List.of(in, out, err)) {
            assertThat(Files.getAttribute(file, "unix:uid")).as(file.toString()).isEqualTo(0);
            assertThat(Files.getAttribute(file, "unix:gid")).as(file.toString()).isEqualTo(0);
        }
    }

    @Test
    void outputAndErrorsThatGoToOneFileStayInOrder() throws Exception {
        Process process =
                Program.start(
                        ContainerProcess.builder(
                                        store,
                                        "rm",
                                        "box",
                                        "sh",
                                        "-c",
                                        "for i in 1 2 3 4 5 6 7 8; do echo o$i; echo e$i >&2; done")
                                .redirectErrorStream(true));

        assertThat(process.inputReader().lines())
                .containsExactly(
                        "o1", "e1", "o2", "e2", "o3", "e3", "o4", "e4", "o5", "e5", "o6", "e6",
                        "o7", "e7", "o8", "e8");
    }

    @Test
    void manyBytesPassUnchangedAndTheEndOfInputArrives() throws Exception {
        long seed = 20261130;
        byte[] bytes = new byte[9_000_001];
        new Random(seed).nextBytes(bytes);
        Path in = Files.write(scratch.resolve("many"), bytes);
        Path out = scratch.resolve("many-out");

        Process process =
                Program.start(
                        ContainerProcess.builder(store, "rm", "interactive", "box", "cat")
                                .redirectInput(in.toFile())
                                .redirectOutput(out.toFile())
                                .redirectError(Redirect.INHERIT));

        assertThat(process.waitFor()).isZero();
        assertThat(Files.mismatch(in, out)).as("seed " + seed).isEqualTo(-1);
    }

    @Test
    void aReaderThatHasEnoughEndsTheCommand() throws Exception {
        String line = String.join("' '", command(store, "rm", "box", "sh", "-c", "yes"));

        assertThat(Program.run("sh", "-c", "'" + line + "' 2> /dev/null | head -n 2"))
                .isEqualTo("y\ny\n");
    }

    @ParameterizedTest
    @CsvSource({
        "crun, while :; do echo y; done",
        "runc, while :; do echo y; done",
        "crun, trap '' PIPE; while :; do echo y; done",
        "crun, exec >&2; while :; do echo y; done",
    })
    void aCommandThatGoesOnWithoutAReaderIsKilled(String runtime, String script) throws Exception {
        Process process = startWithReader(runtime, "rm", "box", "sh", "-c", script);

        process.getInputStream().close();
        process.getErrorStream().close();

        assertThat(process.waitFor()).isEqualTo(141);
    }

    @Test
    void aCommandOnATerminalThatGoesOnWithoutAReaderIsKilled() throws Exception {
        Process process =
                startWithReader(
                        "crun", "rm", "terminal", "box", "sh", "-c", "while :; do echo y; done");

        process.getInputStream().close();

        assertThat(process.waitFor()).isEqualTo(141);
    }

    @Test
    void aCommandThatEndsWithoutAReaderHasItsOwnStatus() throws Exception {
        String script = "while echo y 2> /dev/null; do :; done; exit 7";
        Process process = startWithReader("crun", "rm", "box", "sh", "-c", script);

        process.getInputStream().close();

        assertThat(process.waitFor()).isEqualTo(7);
    }

    /// Starts a container that has written something.
    private static Process startWithReader(String runtime, String... words) throws Exception {
        ProcessBuilder builder = ContainerProcess.builder(store, words);
        builder.environment().put("LAMINA_RUNTIME", runtime);
        Process process = Program.start(builder);
        while (process.getInputStream().available() + process.getErrorStream().available() == 0) {
            Thread.onSpinWait();
        }
        return process;
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aQuestionIsShownThoughNothingFollows(String runtime) throws Exception {
        for (int i = 0; i < 5; i++) {
            ProcessBuilder builder =
                    ContainerProcess.builder(
                            store, "rm", "interactive", "box", "sh", "-c", "echo ? >&2; cat");
            builder.environment().put("LAMINA_RUNTIME", runtime);
            Process process = Program.start(builder);

            assertThat(process.errorReader().readLine()).isEqualTo("?");
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"crun, h", "runc, h", "crun, v", "runc, v"})
    void whatARuntimeComplainsOfIsSaidOnceAndNotInItsWords(String runtime, String what)
            throws Exception {
        String option =
                what.equals("h")
                        ? "hostname=" + "h".repeat(100)
                        : "volume=" + scratch + ":/dev/pts/\u001b[31mred";

        ContainerProcess.Result result =
                ContainerProcess.runWith(
                        Map.of("LAMINA_RUNTIME", runtime), "", store, "rm", option, "box", "true");

        assertThat(result.status()).isEqualTo(125);
        assertThat(result.output()).isEmpty();
        assertThat(result.error()).startsWith("container runtime: ").hasLineCount(1);
    }

    @Test
    void whatACommandLeavesRunningIsNotWaitedFor() throws Exception {
        assertThat(ContainerProcess.run(store, "rm", "box", "sh", "-c", "sleep 1000 & echo hi"))
                .isEqualTo(new ContainerProcess.Result(0, "hi\n", ""));
    }

    @Test
    void aCommandThatClosesItsStreamsGoesOn() throws Exception {
        String script = "exec < /dev/null > /dev/null 2>&1; echo x; sleep 0.2; exit 3";

        assertThat(
                        ContainerProcess.runWith(
                                Map.of(),
                                "unread\n",
                                store,
                                "rm",
                                "interactive",
                                "box",
                                "sh",
                                "-c",
                                script))
                .isEqualTo(new ContainerProcess.Result(3, "", ""));
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() throws Exception {
        Process process =
                Program.start(
                        ContainerProcess.builder(store, "rm", "box", "sh", "-c", "echo lost")
                                .redirectOutput(Path.of("/dev/full").toFile()));

        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .isEqualTo(
                        "output of the container: write descriptor 1: ENOSPC (no space left on"
                                + " device)\n");
        assertThat(process.waitFor()).isEqualTo(125);
    }

    @Test
    void aSlowReaderOfAPipeThatDoesNotWaitGetsAll() throws Exception {
        Path judge =
                Files.writeString(
                        scratch.resolve("slow.py"),
                        """
                        import os, subprocess, sys, time
                        r, w = os.pipe()
                        os.set_blocking(w, False)
                        p = subprocess.Popen(sys.argv[1:], stdout=w)
                        os.close(w)
                        n = 0
                        while True:
                            b = os.read(r, 10000)
                            if not b: break
                            n += len(b)
                            if n < 200000: time.sleep(0.01)
                        print(n, p.wait())
                        """);
        var words = new java.util.ArrayList<String>(List.of("python3", judge.toString()));
        words.addAll(command(store, "rm", "box", "sh", "-c", "yes | head -c 500000"));

        assertThat(Program.run(words.toArray(String[]::new))).isEqualTo("500000 0\n");
    }

    @Test
    void aTerminalOfTheCallerIsNotHandedOver() throws Exception {
        String script =
                "tty; for i in 0 1 2; do readlink /proc/$$/fd/$i; done; read x; echo got $x;"
                        + " exec 4< /dev/tty";
        String line =
                String.join("' '", command(store, "rm", "interactive", "box", "sh", "-c", script));
        Process process =
                Program.start(
                        new ProcessBuilder(
                                "script",
                                "--quiet",
                                "--return",
                                "--echo",
                                "never",
                                "--command",
                                "'" + line + "'",
                                "/dev/null"));
        var writer = process.outputWriter(UTF_8);
        writer.write("typed\n");
        writer.flush();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));

        assertThat(output.readLine()).isEqualTo("not a tty");
        for (int i = 0; i < 3; i++) {
            assertThat(output.readLine()).matches("pipe:\\[\\d+]");
        }
        assertThat(output.readLine()).isEqualTo("got typed");
        assertThat(output.readLine()).contains("/dev/tty").contains("No such device or address");
    }
}
