package dev.lamina.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Markdown pages of the source tree.
final class Documents {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final List<String> MADE_BY_BUILDS = List.of("target", "dist", ".git");

    private Documents() {}

    /// Returns all pages.
    static List<Path> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(Documents::isSource)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the lines of a page that are code: indented by four, or between fences.
    static List<String> code(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .toList();
    }

    static Path root() {
        return ROOT;
    }

    private static boolean isSource(Path file) {
        for (Path name : ROOT.relativize(file)) {
            if (MADE_BY_BUILDS.contains(name.toString())) {
                return false;
            }
        }
        return true;
    }
}
