package dev.lamina.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.Main;
import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The first page of the manual and the sources tell of the same variables.
final class ManualTest {

    private static final Pattern VARIABLE = Pattern.compile("\"(LAMINA_[A-Z_]+)\"");

    /// What the launcher tells the program.
    private static final Set<String> INTERNAL = Set.of("LAMINA_LC_ALL", "LAMINA_LAUNCHER");

    private static final Map<String, String> PROPERTIES =
            Map.of("os.arch", "amd64", "user.home", "/nonexistent", "user.name", "nobody");

    @Test
    void everyVariableThatASourceReadsIsInTheManual(@TempDir Path scratch) throws IOException {
        var out = new ByteArrayOutputStream();
        var console = Console.of(InputStream.nullInputStream(), out, out);
        try (var context = new Context(console, Map.of(), PROPERTIES, InstantSource.system())) {
            var line = List.of("debug", "docs", "--form", "man", scratch.toString());
            assertThat(Main.runIn(context, line)).as(out.toString()).isZero();
        }

        Set<String> told = new TreeSet<>();
        Pattern.compile("\\\\fB(LAMINA_[A-Z_]+)\\\\fR")
                .matcher(Files.readString(scratch.resolve("lamina.1")))
                .results()
                .forEach(match -> told.add(match.group(1)));

        assertThat(told).contains("LAMINA_ROOT").isEqualTo(read());
    }

    private static Set<String> read() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Documents.root())) {
            for (Path module : modules.toList()) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    readUnder(sources, read);
                }
            }
        }
        read.removeAll(INTERNAL);
        return read;
    }

    private static void readUnder(Path sources, Set<String> read) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("cli/manual/Surroundings.java")) {
                    VARIABLE.matcher(Files.readString(file))
                            .results()
                            .forEach(match -> read.add(match.group(1)));
                }
            }
        }
    }
}
