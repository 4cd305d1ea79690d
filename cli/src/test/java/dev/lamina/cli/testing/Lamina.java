package dev.lamina.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.Main;
import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs command lines in this process, with a store, a clock and an environment of their own.
public final class Lamina {

    /// The time that the clock shows.
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    /// Creates a runner over a store.
    public Lamina(Path root) {
        environment.put("LAMINA_ROOT", root.toString());
        environment.put("HOME", root.resolveSibling("home").toString());
        environment.put("LAMINA_PLATFORM", "linux/amd64");
    }

    /// The result of a command line.
    public record Result(int status, String out, String err) {}

    public Lamina with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Gives the next command lines something to read.
    public Lamina input(String text) {
        input = text;
        return this;
    }

    /// Runs one command line.
    public Result run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Map<String, String> properties =
                Map.of(
                        "os.arch", "amd64",
                        "os.name", "Linux",
                        "os.version", "6.18.0",
                        "user.home", "/root",
                        "user.name", "root");
        int status;
        try (var context =
                new Context(
                        Console.of(new ByteArrayInputStream(input.getBytes(UTF_8)), out, err),
                        environment,
                        properties,
                        InstantSource.fixed(NOW))) {
            status = Main.runIn(context, List.of(words));
        }
        return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// Runs a command line that must succeed silently on stderr, and returns its output.
    public String out(String... words) {
        Result result = run(words);
        if (result.status() != 0 || !result.err().isEmpty()) {
            throw new AssertionError(List.of(words) + ": " + result);
        }
        return result.out();
    }
}
