package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Each dependency is a decision that somebody wrote down.
final class DependencyRecordsTest {

    private static final Pattern MANAGED =
            Pattern.compile("<groupId>(?!dev\\.lamina)[^<]*</groupId>\\s*<artifactId>([^<]*)<");

    @Test
    void everyDependencyIsNamedInADecisionRecord() throws IOException {
        String pom = Files.readString(CompiledClasses.root().resolve("pom.xml"));
        String dependencies = pom.substring(0, pom.indexOf("<build>"));
        String records = records();

        List<String> unexplained =
                MANAGED.matcher(dependencies)
                        .results()
                        .map(MatchResult::group)
                        .map(match -> match.replaceAll("(?s).*<artifactId>(.*)<", "$1"))
                        .distinct()
                        .filter(artifact -> !records.contains(artifact))
                        .toList();

        assertThat(unexplained).isEmpty();
    }

    private static String records() throws IOException {
        Path directory = CompiledClasses.root().resolve("docs/decisions");
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(DependencyRecordsTest::read).collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
