package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs other programs as judges.
public final class Program {

    private static final int LONGEST_SECONDS = 60;

    private Program() {}

    /// Starts a process, and kills it with all that it started should it not end by itself: then
    /// who reads what it prints finds the end.
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS)
                .execute(
                        () -> {
                            process.descendants().forEach(ProcessHandle::destroyForcibly);
                            process.destroyForcibly();
                        });
        return process;
    }

    /// Skips the test, with a line that says why, unless all these programs are installed.
    public static void require(String... names) {
        for (String name : names) {
            boolean found =
                    Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
                            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
            assumeTrue(found, name + " is not installed (Debian: apt-get install " + name + ")");
        }
    }

    /// Runs a program that must succeed, and returns what it printed, errors included.
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = start(new ProcessBuilder(command).redirectErrorStream(true));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
        return output;
    }
}
