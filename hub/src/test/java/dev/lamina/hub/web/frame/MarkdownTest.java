package dev.lamina.hub.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Descriptions do no harm.
final class MarkdownTest {

    @Test
    void whatPeopleWriteIsShown() {
        assertThat(Markdown.render("# Title\n\n**bold** `code` [link](https://example.com)"))
                .contains("<h1>Title</h1>")
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
                "</article><script>alert(1)</script>"
            })
    void whatCouldDoHarmIsTakenOut(String text) {
        assertThat(Markdown.render(text))
                .doesNotContainPattern(
                        "(?i)<(script|img|svg|iframe|style|form|button|base|meta|math|/article)")
                .doesNotContainPattern("(?i)(href|src)=[\"']?(javascript|data|vbscript)")
                .doesNotContainPattern("(?i) (on\\w+|style)=");
    }
}
