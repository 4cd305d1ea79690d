package dev.lamina.engine.run;

import static dev.lamina.engine.run.ContainerProcess.runWith;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Program;
import dev.lamina.engine.run.ContainerProcess.Result;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a container says whose command cannot be started: one line, with the status of Docker. Needs
/// root.
@Tag("linux")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ContainerCommandTest {

    private static final String FORMAT =
            "exec format error: expected a program for "
                    + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")
                    + " or a script that begins with #!, got ";

    @TempDir private static Path scratch;

    private static Path store;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "setsid");
        store = scratch.resolve("store");
        BusyboxLayout.make(store, scratch, ContainerCommandTest::fill);
    }

    private static void fill(Path root) throws IOException {
        program(root, "text", "no program\n", "rwxr-xr-x");
        program(root, "empty", "", "rwxr-xr-x");
        program(root, "script", "#!/bin/nope\n", "rwxr-xr-x");
        program(root, "windows", "#!/bin/sh\r\n", "rwxr-xr-x");
        program(root, "broken", "\u007fELF", "rwxr-xr-x");
        program(
                root,
                "good",
                "#!/bin/sh -e\necho \"exec /good: exec format error\" >&2\nexit 1\n",
                "rwxr-xr-x");
        program(root, "own", "#!/bin/sh\necho own\n", "rwx------");
        Files.copy(Path.of("/bin/ls"), root.resolve("dynamic"));
    }

    private static void program(Path root, String name, String text, String mode)
            throws IOException {
        Path file = Files.writeString(root.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static Result run(String runtime, String... words) throws Exception {
        return runWith(Map.of("LAMINA_RUNTIME", runtime), "", store, words);
    }

    private static void says(String file, int status, String message) throws Exception {
        for (String runtime : List.of("crun", "runc")) {
            assertThat(run(runtime, "rm", "box", file))
                    .as(runtime)
                    .isEqualTo(new Result(status, "", "exec: \"" + file + "\": " + message + "\n"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/text, something else",
        "/empty, an empty file",
        "/broken, a damaged or unlinked program",
    })
    void aFileThatTheKernelCannotRunGives126(String file, String got) throws Exception {
        says(file, 126, FORMAT + got);
    }

    @ParameterizedTest
    @CsvSource({
        "/bin, is a directory: permission denied",
        "/noprogram, permission denied",
    })
    void whatNobodyMayExecuteGives126(String file, String message) throws Exception {
        says(file, 126, message);
    }

    @ParameterizedTest
    @CsvSource({
        "/script, its interpreter /bin/nope is not in the container",
        "/windows, 'its interpreter /bin/sh\r is not in the container (its first line ends as lines"
                + " on Windows do)'",
    })
    void aProgramThatNeedsWhatIsNotThereGives127(String file, String reason) throws Exception {
        says(file, 127, "no such file or directory: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aProgramWithoutItsLoaderGives127(String runtime) throws Exception {
        Result result = run(runtime, "rm", "box", "/dynamic");

        assertThat(result.status()).isEqualTo(127);
        assertThat(result.error())
                .matches(
                        "exec: \"/dynamic\": no such file or directory: its loader /\\S+ is not in"
                                + " the container\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aUserWhoMayNotExecuteItGets126(String runtime) throws Exception {
        List<Result> results = new ArrayList<>();
        results.add(run(runtime, "rm", "box", "/own"));
        results.add(run(runtime, "rm", "user=1000:1000", "box", "/own"));

        assertThat(results)
                .containsExactly(
                        new Result(0, "own\n", ""),
                        new Result(126, "", "exec: \"/own\": permission denied\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aProgramsOwnFailureStaysItsOwn(String runtime) throws Exception {
        assertThat(run(runtime, "rm", "box", "/good"))
                .isEqualTo(new Result(1, "", "exec /good: exec format error\n"));
    }
}
