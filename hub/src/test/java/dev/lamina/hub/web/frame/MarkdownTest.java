package dev.lamina.hub.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/// Descriptions do no harm.
final class MarkdownTest {

    /// Far more than any text takes, far less than those that grow with the square of their length.
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Test
    void whatPeopleWriteIsShown() {
        assertThat(Markdown.render("# Title\n\n**bold** `code` [link](https://example.com)"))
                .contains("<h2 id=\"about-title\">Title<a")
                .contains("<strong>bold</strong>")
                .contains("<code>code</code>")
                .contains("href=\"https://example.com\"")
                .contains("nofollow");
        assertThat(Markdown.render("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<td>1</td>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href='javascript:alert(1)'>x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:x)",
                "![x](https://example.com/pixel.gif)",
                "<svg><animate onbegin=alert(1)></svg>",
                "<iframe src=//example.com></iframe>",
                "<style>body{display:none}</style>",
                "<p style='position:fixed'>x</p>",
                "<form action=/logout method=post><button>x</button></form>",
                "<base href=//example.com>",
                "<meta http-equiv=refresh content=0>",
                "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
                "</article><script>alert(1)</script>",
                "<h1 id=main class=top onclick=alert(1)>x</h1>",
                "~~<script>alert(1)</script>~~",
                "- [ ] <img src=x onerror=alert(1)>",
                "# <script>alert(1)</script>",
                "# \"><img src=x onerror=alert(1)>",
                "https://example.com/\"onmouseover=\"alert(1)",
                "<javascript:alert(1)>",
                "<a href='#' onclick=alert(1)>x</a>",
                "[x](ftp://example.com/x)"
            })
    void whatCouldDoHarmIsTakenOut(String text) {
        assertThat(Markdown.render(text))
                .doesNotContainPattern(
                        "(?i)<(script|img|svg|iframe|style|form|button|base|meta|math|/article)")
                .doesNotContainPattern("(?i)(href|src)=[\"']?(javascript|data|vbscript|ftp)")
                .doesNotContainPattern("(?i) (on\\w+|style)=");
    }

    /// The page's own heading is the first.
    @Test
    void headingsAreBelowThePagesOwnAndHaveAddresses() {
        String html = Markdown.render("# Häuser & *more*\n\n###### Deep\n\n## x\n\n## x\n\n## !\n");

        assertThat(html)
                .contains(
                        "<h2 id=\"about-häuser--more\">Häuser &amp; <em>more</em><a class=\"anchor\"")
                .contains("href=\"#about-häuser--more\"")
                .contains("aria-label=\"Link to “Häuser &amp; more”\"")
                .contains("<h6 id=\"about-deep\">")
                .containsOnlyOnce("id=\"about-x\"")
                .contains("<h3>!</h3>")
                .doesNotContain("<h1");
        assertThat(Markdown.render("[down](#usage)")).contains("href=\"#about-usage\"");
    }

    @Test
    void addressesAreLinks() {
        assertThat(Markdown.render("See https://example.com/a_b. Or ada@example.com"))
                .contains("<a href=\"https://example.com/a_b\" rel=\"nofollow noopener ugc\">")
                .contains("href=\"mailto:ada@example.com\"");
    }

    @Test
    void wordsAreStruckOutAndTasksHaveSigns() {
        assertThat(Markdown.render("~~gone~~")).contains("<del>gone</del>");
        assertThat(Markdown.render("- [ ] a\n- [x] *b*\n- [y] c\n- d [ ] e"))
                .contains("<li class=\"task\">☐ a</li>")
                .contains("<li class=\"task\">☑ <em>b</em></li>")
                .contains("<li>[y] c</li>")
                .contains("<li>d [ ] e</li>");
        assertThat(Markdown.render("- [ ] a\n\n- [X] b"))
                .contains("<p>☐ a</p>")
                .contains("<p>☑ b</p>");
    }

    /// A keyboard scrolls what has the focus (WCAG 2.1.1).
    @Test
    void blocksOfCodeTakeTheFocus() {
        assertThat(Markdown.render("```\nx\n```")).contains("<pre tabindex=\"0\"><code>x");
    }

    /// Each is as long as a description may be.
    static List<String> texts() {
        return List.of(
                "[a]: /" + "x".repeat(12_000) + "\n\n" + "[a]".repeat(4_000),
                "[a]: /b '" + "\"".repeat(12_000) + "'\n\n" + "[a]".repeat(4_000),
                "|a".repeat(4_000) + "|\n" + "|-".repeat(4_000) + "|\n" + "a\n".repeat(4_400));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatWouldGrowTooLargeIsShownAsItWasWritten(String text) {
        String html = assertTimeout(LONGEST, () -> Markdown.render(text));

        assertThat(html).hasSizeLessThanOrEqualTo(Markdown.MAX_HTML_LENGTH);
        assertThat(html)
                .startsWith("<p>As a page this description would be too large")
                .contains("<pre")
                .doesNotContain("<a", "<td");
    }

    static List<String> deepTexts() {
        return List.of(
                ">".repeat(25_000),
                "- ".repeat(12_500),
                "**a *b ".repeat(1_700) + "x" + " y* z**".repeat(1_700),
                "https://a.example ".repeat(1_300),
                "~~a ~b ".repeat(1_700) + "x" + " y~ z~~".repeat(1_700),
                "w.".repeat(12_000) + "@" + "a.".repeat(400),
                "[".repeat(12_000) + "a" + "]".repeat(12_000),
                "![".repeat(4_000) + "a" + "](b)".repeat(4_000),
                "<b>".repeat(8_000),
                "<ul><li>".repeat(3_100));
    }

    @ParameterizedTest
    @MethodSource("deepTexts")
    void deepTextsAreRendered(String text) {
        assertThat(assertTimeout(LONGEST, () -> Markdown.render(text)))
                .hasSizeLessThanOrEqualTo(Markdown.MAX_HTML_LENGTH);
    }
}
