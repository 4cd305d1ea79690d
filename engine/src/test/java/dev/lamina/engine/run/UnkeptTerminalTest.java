package dev.lamina.engine.run;

import static dev.lamina.engine.run.ContainerProcess.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Program;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Containers with a terminal where conmon is not installed: the runtime holds it. Needs root.
@Tag("linux")
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnkeptTerminalTest {

    /// Hides every conmon from what it starts.
    private static final String WITHOUT_CONMON =
            "for i in /usr/bin/conmon /usr/libexec/podman/conmon /usr/local/bin/conmon; do"
                    + " [ ! -e $i ] || mount --bind /dev/null $i || exit 99; done; exec \"$@\"";

    @TempDir private static Path scratch;

    private static Path store;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "unshare", "python3");
        store = BoxContainers.makeStore(scratch);
    }

    private static List<String> withoutConmon(String runtime, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "env",
                                "LAMINA_RUNTIME=" + runtime,
                                "sh",
                                "-c",
                                WITHOUT_CONMON,
                                "sh"));
        command.addAll(command(store, words));
        return command;
    }

    private static String onTerminal(String script, List<String> command)
            throws IOException, InterruptedException {
        return TerminalJudge.run(scratch, command, script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void theCommandHasATerminalAndNobodyCanLeaveIt(String runtime) throws Exception {
        String script = "tty; stty raw -echo; echo ready; head -c 2 | od -An -tx1; exit 6";

        assertThat(
                        onTerminal(
                                """
                                expect('/dev/pts/0')
                                expect('ready')
                                type('\\x10\\x11')
                                expect('10 11')
                                print(end(), cooked())
                                """,
                                withoutConmon(
                                        runtime,
                                        "interactive",
                                        "terminal",
                                        "rm",
                                        "box",
                                        "sh",
                                        "-c",
                                        script)))
                .isEqualTo("6 True\n");
        assertThat(store.resolve("containers")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void whatTheRuntimeComplainsOfIsSaidOnce(String runtime) throws Exception {
        Path output = scratch.resolve(runtime + "-output");
        onTerminal(
                "end()\nopen('" + output + "', 'wb').write(seen)\n",
                withoutConmon(
                        runtime,
                        "interactive",
                        "terminal",
                        "rm",
                        "hostname=" + "h".repeat(100),
                        "box",
                        "true"));

        assertThat(Files.readString(output)).startsWith("container runtime: ").hasLineCount(1);
    }

    @Test
    void withoutATerminalOfOursItIsRefused() throws Exception {
        Process process =
                Program.start(
                        new ProcessBuilder(withoutConmon("crun", "terminal", "rm", "box", "true"))
                                .redirectErrorStream(true));

        assertThat(new String(process.getInputStream().readAllBytes()))
                .isEqualTo(
                        "-t: expected conmon to be installed, or standard input to be a terminal,"
                                + " got neither: apt-get install conmon\n");
        assertThat(process.waitFor()).isEqualTo(125);
    }
}
