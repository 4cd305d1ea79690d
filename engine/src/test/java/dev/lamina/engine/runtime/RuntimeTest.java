package dev.lamina.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.Program;
import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.Signals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// Which program runs containers.
final class RuntimeTest {

    @TempDir private Path scratch;

    @Test
    void theCurrentDirectoryHasNoRuntime() throws IOException {
        program("crun");
        program("runc");
        String relative = Path.of("").toAbsolutePath().relativize(scratch).toString();

        for (String path : new String[] {relative, ":" + relative, relative + ":/usr/bin", ".:"}) {
            assertThat(found(Map.of("PATH", path))).as(path).doesNotStartWith(scratch.toString());
        }
    }

    @Test
    void aNameIsLookedForInPath() throws IOException {
        Path own = program("own-runtime");

        assertThat(found(Map.of("PATH", scratch.toString(), "LAMINA_RUNTIME", "own-runtime")))
                .isEqualTo(own.toString());
        assertThat(found(Map.of("PATH", "/usr/bin", "LAMINA_RUNTIME", own.toString())))
                .isEqualTo(own.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"./crun", "../x/crun", "bin/crun", "/nonexistent/crun", "/usr/bin"})
    void aRelativePathIsNoRuntime(String named) {
        assertThat(found(Map.of("LAMINA_RUNTIME", named)))
                .isEqualTo(
                        "LAMINA_RUNTIME: expected a name or the absolute path of a program, got "
                                + named);
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> Runtime.find(Map.of("LAMINA_RUNTIME", "no-such-runtime"), false))
                .withMessage(
                        "no container runtime: expected no-such-runtime to be installed: apt-get"
                                + " install crun");
    }

    /// Two that stop a container at once must not make its command one that could not be started.
    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    @Tag("linux")
    void whoAsksForAContainerTooLateLeavesNoComplaintInItsLog(String name) throws Exception {
        Program.require(name);
        Runtime runtime = Runtime.find(Map.of("LAMINA_RUNTIME", name), false);
        var gone = new ContainerPaths(scratch);

        for (List<String> command :
                List.of(
                        runtime.kill("gone", gone, Signals.TERM),
                        runtime.state("gone", gone),
                        runtime.delete("gone", gone))) {
            Program.start(
                            new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD))
                    .waitFor();
        }

        assertThat(gone.runtimeLog()).doesNotExist();
    }

    private static String found(Map<String, String> environment) {
        try {
            return Runtime.find(environment, false).program().toString();
        } catch (RunFailedException e) {
            return e.getMessage();
        }
    }

    private Path program(String name) throws IOException {
        Path file = Files.writeString(scratch.resolve(name), "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
