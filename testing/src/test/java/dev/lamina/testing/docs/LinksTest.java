package dev.lamina.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Every link between pages leads somewhere.
final class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern ADDRESS = Pattern.compile("[a-z]+:.*");

    @Test
    void everyRelativeLinkLeadsToAFileAndItsHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Documents.all()) {
            for (String link : links(page)) {
                if (!ADDRESS.matcher(link).matches() && !leadsSomewhere(page, link)) {
                    broken.add(Documents.root().relativize(page) + ": " + link);
                }
            }
        }

        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private static List<String> links(Path page) throws IOException {
        List<String> prose =
                Files.readAllLines(page).stream().filter(line -> !line.startsWith("    ")).toList();
        return LINK.matcher(String.join("\n", prose))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (hash < 0) {
            return Files.exists(target);
        }
        return Files.isRegularFile(target) && headings(target).contains(link.substring(hash + 1));
    }

    /// What GitHub makes of headings.
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
