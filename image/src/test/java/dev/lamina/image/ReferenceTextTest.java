package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The judge is the grammar of the distribution project, as patterns.
final class ReferenceTextTest {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern REPOSITORY =
            Pattern.compile(
                    "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"
                            + "(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
                            + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
                            + "(?::[0-9]{1,5})?");
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    private static final String LETTERS = "ab0A_.-/:\n é";
    private static final int ROUNDS = 200_000;

    @Test
    void everyTextIsJudgedAsTheGrammarDoes() {
        var random = new SplittableRandom(20261201);
        for (int i = 0; i < ROUNDS; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(10); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            checkAll(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a__b",
                "a___b",
                "a_-b",
                "a--b",
                "a..b",
                "a/b/c",
                "a//b",
                "/a",
                "a/",
                "a.b:80",
                "a:",
                "a:123456",
                "a-.b",
                "a.-b",
                "registry.example.com:5000",
                "localhost",
                "_a"
            })
    void edgesAreJudgedAsTheGrammarDoes(String text) {
        checkAll(text);
    }

    @Test
    void lengthsAreBounded() {
        checkAll("a".repeat(128));
        checkAll("a".repeat(129));
        checkAll("a".repeat(63));
        checkAll("a".repeat(64));
        checkAll("a".repeat(63) + "g");
    }

    private static void checkAll(String text) {
        check(text, "tag", TAG, ReferenceText::isTag);
        check(text, "repository", REPOSITORY, ReferenceText::isRepository);
        check(text, "host", HOST, ReferenceText::isHost);
        check(text, "ID", ID, ReferenceText::isImageId);
    }

    private static void check(String text, String what, Pattern pattern, Predicate<String> judged) {
        assertThat(judged.test(text))
                .as("%s '%s'", what, text)
                .isEqualTo(pattern.matcher(text).matches());
    }
}
