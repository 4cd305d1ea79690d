package dev.lamina.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of docs/refused.md and the tests of the image module tell of the same faults.
final class RefusedPageTest {

    private static final Path PAGE = Documents.root().resolve("docs/refused.md");
    private static final Path TESTS = Documents.root().resolve("image/src/test");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

    /// Where the source of a test breaks a text.
    private static final Pattern BREAK = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void everyMessageOfTheTablesIsTested() throws IOException {
        String tests = said() + sources();

        assertThat(messages()).hasSizeGreaterThan(30);
        assertThat(messages())
                .allSatisfy(message -> assertThat(pattern(message).matcher(tests).find()).isTrue());
    }

    @Test
    void everyRefusedTarIsInTheTable() throws IOException {
        List<Pattern> patterns = messages().stream().map(RefusedPageTest::pattern).toList();

        assertThat(said().lines())
                .allSatisfy(
                        line ->
                                assertThat(patterns)
                                        .as(line)
                                        .anyMatch(pattern -> pattern.matcher(line).find()));
    }

    /// The messages of all rows, each a part of what is said.
    private static List<String> messages() throws IOException {
        var messages = new ArrayList<String>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|");
            if (line.startsWith("|") && cells.length > 3) {
                MESSAGE.matcher(cells[3])
                        .results()
                        .map(RefusedPageTest::text)
                        .forEach(messages::add);
            }
        }
        return messages;
    }

    private static String text(MatchResult message) {
        return message.group(1);
    }

    private static Pattern pattern(String message) {
        return Pattern.compile(
                Arrays.stream(message.split("\\.\\.\\.", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    private static String said() throws IOException {
        return read("resources", ".txt");
    }

    private static String sources() throws IOException {
        return BREAK.matcher(read("java", "Test.java")).replaceAll("");
    }

    private static String read(String directory, String end) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(TESTS.resolve(directory))) {
            for (Path file : files.filter(file -> file.toString().endsWith(end)).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
