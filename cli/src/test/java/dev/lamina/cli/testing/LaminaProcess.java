package dev.lamina.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.Main;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs command lines as processes of their own, with a store of their own: for what only a
/// process has, such as standard streams that a container takes over, and signals.
public final class LaminaProcess {

    private static final int LONGEST_SECONDS = 60;

    private final Path root;

    /// Creates a runner over a store.
    public LaminaProcess(Path root) {
        this.root = root;
    }

    /// Runs one command line with nothing to read.
    public Lamina.Result run(String... words) throws IOException, InterruptedException {
        return runWithInput("", words);
    }

    /// Runs one command line with something to read. What it prints must fit into a pipe.
    public Lamina.Result runWithInput(String input, String... words)
            throws IOException, InterruptedException {
        return finish(start(builder(words)), input);
    }

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

    /// Waits for the end of a process with something to read. What it prints must fit into a pipe.
    public static Lamina.Result finish(Process process, String input)
            throws IOException, InterruptedException {
        try {
            try (var stdin = process.outputWriter(UTF_8)) {
                stdin.write(input);
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(process.info() + " did not end");
            }
            return new Lamina.Result(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), UTF_8),
                    new String(process.getErrorStream().readAllBytes(), UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Returns what starts the process of one command line.
    public ProcessBuilder builder(String... words) {
        var builder = new ProcessBuilder(command(words));
        builder.environment().keySet().removeIf(name -> name.startsWith("LAMINA_"));
        builder.environment().remove("NO_COLOR");
        builder.environment().put("LAMINA_ROOT", root.toString());
        builder.environment().put("HOME", root.resolveSibling("home").toString());
        return builder;
    }

    /// Returns the words that start the process of one command line.
    public static List<String> command(String... words) {
        String path =
                String.join(
                        File.pathSeparator,
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", path));
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        return command;
    }
}
