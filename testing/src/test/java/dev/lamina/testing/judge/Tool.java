package dev.lamina.testing.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A program that judges.
record Tool(List<String> command) {

    /// Finds a program, or skips the test with a line that says why.
    static Tool require(String name) {
        Optional<Path> found =
                Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
                        .map(directory -> Path.of(directory, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(found.isPresent(), name + " is missing: scripts/install-test-tools has it");
        return new Tool(List.of(found.orElseThrow().toString()));
    }

    /// Skips the test unless this is root, without whom nothing can be mounted or owned.
    static void requireRoot() throws IOException {
        boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        assumeTrue(root, "not root: nothing can be mounted");
    }

    /// Runs it and returns what it printed, a character for each byte; it must succeed.
    String run(Object... arguments) throws IOException {
        List<String> all =
                Stream.concat(command.stream(), Stream.of(arguments).map(Object::toString))
                        .toList();
        Path errors = Files.createTempFile("tool", ".err");
        try {
            Process process = new ProcessBuilder(all).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(process.waitFor())
                    .as("%s\n%s%s", all, output, Files.readString(errors, ISO_8859_1))
                    .isZero();
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + all);
        } finally {
            Files.delete(errors);
        }
    }
}
