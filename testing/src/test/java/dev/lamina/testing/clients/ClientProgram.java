package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that speaks to registries, with the words that each of its command lines begins with.
record ClientProgram(List<String> command) {

    private static final long TIMEOUT_SECONDS = 50;

    /// Finds a program of the distribution, or skips the test with a line that says why.
    static ClientProgram require(String name, Object... words) {
        Optional<Path> found =
                Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")
                        .map(directory -> Path.of(directory, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(found.isPresent(), name + " is missing: scripts/install-test-tools has it");
        return new ClientProgram(List.of(found.orElseThrow().toString())).with(words);
    }

    /// Skips the test unless this is root: storage of clients needs owners of files.
    static void requireRoot() throws IOException {
        boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        assumeTrue(root, "not root: clients cannot store what belongs to others");
    }

    /// Returns the program with more words that all its command lines begin with.
    ClientProgram with(Object... words) {
        List<String> all = new ArrayList<>(command);
        Stream.of(words).map(Object::toString).forEach(all::add);
        return new ClientProgram(List.copyOf(all));
    }

    /// Starts it; what it prints goes to a file.
    Process start(Path log) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        return process;
    }

    /// Runs it and returns what it printed; it must succeed.
    String run(Object... arguments) throws IOException {
        Result result = attempt(arguments);
        assertThat(result.status())
                .as("%s %s%n%s%s", command, List.of(arguments), result.out(), result.err())
                .isZero();
        return result.out();
    }

    /// Runs it, whatever comes of it.
    Result attempt(Object... arguments) throws IOException {
        Path out = Files.createTempFile("client", ".out");
        Path err = Files.createTempFile("client", ".err");
        try {
            Process process =
                    new ProcessBuilder(with(arguments).command())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new Result(
                    ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// What became of a run.
    ///
    /// @param status -1 if it did not end in time
    record Result(int status, String out, String err) {}
}
