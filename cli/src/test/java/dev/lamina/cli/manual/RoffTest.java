package dev.lamina.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text in manual pages.
final class RoffTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--all, \\-\\-all",
                "'{{.ID}}\\t', \\(aq{{.ID}}\\et\\(aq",
                ".Size, \\&.Size",
                "~/.config, \\(ti/.config",
                "`x` ^y, \\(gax\\(ga \\(hay",
            })
    void noCharacterOfATextHasAMeaningOfRoffs(String text, String expected) {
        assertThat(Roff.escape(text)).isEqualTo(expected);
    }

    @Test
    void paragraphsListsAndCodeOfMarkdownHaveMacros() {
        var page = new Roff("t", "v");
        int head = page.toString().length();

        page.markdown("One `a-b`.\ntwo\n\nThree:\n\n- four\n- `five`\n");

        assertThat(page.toString().substring(head))
                .isEqualTo(
                        """
                        One \\fBa\\-b\\fR.
                        two
                        .PP
                        Three:
                        .IP \\(bu 2
                        four
                        .IP \\(bu 2
                        \\fBfive\\fR
                        """);
    }
}
