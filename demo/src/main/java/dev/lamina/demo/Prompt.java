package dev.lamina.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Console;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Types what a user would type: shows the command, runs it in a process of its own, shows its
/// output and its time.
final class Prompt {

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@,-]+");

    private final Path launcher;
    private final Map<String, String> environment;
    private final Console console;
    private final InstantSource clock;

    Prompt(Path launcher, Map<String, String> environment, Console console, InstantSource clock) {
        this.launcher = launcher;
        this.environment = environment;
        this.console = console;
        this.clock = clock;
    }

    /// Runs `lamina` with these words; its output goes straight to the console, so that a terminal
    /// shows progress as it would to a user.
    ///
    /// @throws CommandFailedException if the exit status is not 0
    void type(String... words) throws IOException {
        ProcessBuilder builder = builder(words).inheritIO();
        Instant started = show(words);
        finish(builder.start(), started, words);
    }

    /// Runs `lamina` with these words, and returns what it printed to standard output besides
    /// showing it.
    ///
    /// @throws CommandFailedException if the exit status is not 0
    String typeAndRead(String... words) throws IOException {
        ProcessBuilder builder =
                builder(words)
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Instant started = show(words);
        Process process = builder.start();
        var text = new StringBuilder();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                console.out().println(line);
                text.append(line).append('\n');
            }
        }
        finish(process, started, words);
        return text.toString();
    }

    private ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Instant show(String... words) {
        console.out().println("\n$ " + commandLine(words));
        console.flush();
        return clock.instant();
    }

    private void finish(Process process, Instant started, String... words) throws IOException {
        int status = Programs.await(process);
        Duration took = Duration.between(started, clock.instant());
        if (status != 0) {
            throw new CommandFailedException(
                    commandLine(words) + ": expected exit status 0, got " + status);
        }
        console.out().printf(Locale.ROOT, "  [%.2f s]%n", took.toMillis() / 1000.0);
        console.flush();
    }

    private static String commandLine(String... words) {
        var line = new StringJoiner(" ").add("lamina");
        for (String word : words) {
            boolean plain = PLAIN_WORD.matcher(word).matches();
            line.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return line.toString();
    }
}
