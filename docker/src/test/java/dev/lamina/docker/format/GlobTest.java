package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The examples of Go's path.Match.
final class GlobTest {

    @Test
    void starAndQuestionMarkStopAtASlash() {
        assertThat(Glob.matches("abc", "abc")).isTrue();
        assertThat(Glob.matches("*", "abc")).isTrue();
        assertThat(Glob.matches("*c", "abc")).isTrue();
        assertThat(Glob.matches("a*", "ab/c")).isFalse();
        assertThat(Glob.matches("a*/b", "abc/b")).isTrue();
        assertThat(Glob.matches("a*/b", "a/c/b")).isFalse();
        assertThat(Glob.matches("a*b*c*d*e*/f", "axbxcxdxe/f")).isTrue();
        assertThat(Glob.matches("a*b*c*d*e*/f", "axbxcxdxexxx/fff")).isFalse();
        assertThat(Glob.matches("a*b?c*x", "abxbbxdbxebxczzx")).isTrue();
        assertThat(Glob.matches("a*b?c*x", "abxbbxdbxebxczzy")).isFalse();
        assertThat(Glob.matches("a?b", "a/b")).isFalse();
        assertThat(Glob.matches("*x", "xxx")).isTrue();
        assertThat(Glob.matches("", "")).isTrue();
        assertThat(Glob.matches("", "x")).isFalse();
    }

    @Test
    void setsHaveRangesAndNegation() {
        assertThat(Glob.matches("ab[c]", "abc")).isTrue();
        assertThat(Glob.matches("ab[b-d]", "abc")).isTrue();
        assertThat(Glob.matches("ab[^c]", "abc")).isFalse();
        assertThat(Glob.matches("ab[^e-g]", "abc")).isTrue();
        assertThat(Glob.matches("[\\-x]", "-")).isTrue();
        assertThat(Glob.matches("a\\*b", "a*b")).isTrue();
        assertThat(Glob.matches("a\\*b", "ab")).isFalse();
    }

    @Test
    void aWrongPatternIsRefused() {
        for (String pattern : new String[] {"[]a]", "[-]", "[x-]", "[-x]", "\\", "[a-b-c]", "a["}) {
            assertThatThrownBy(() -> Glob.matches(pattern, "a"))
                    .as(pattern)
                    .hasMessage("syntax error in pattern: " + pattern);
        }
    }

    @Test
    void manyStarsStayFast() {
        assertThat(Glob.matches("a*".repeat(500) + "b", "a".repeat(5000))).isFalse();
    }
}
