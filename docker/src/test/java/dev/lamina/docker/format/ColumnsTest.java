package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Go's text/tabwriter with minimal width 10 and padding 3, as Docker uses it.
final class ColumnsTest {

    @Test
    void aColumnIsThreeWiderThanItsWidestCell() {
        assertThat(Columns.align("REPOSITORY\tTAG\tSIZE\nnginx\t1.22\t188MB\n"))
                .isEqualTo(
                        """
                        REPOSITORY   TAG       SIZE
                        nginx        1.22      188MB
                        """);
    }

    @Test
    void anEmptyCellKeepsItsColumn() {
        assertThat(Columns.align("A\tB\tC\n\t\tx\n"))
                .isEqualTo("A         B         C\n                    x\n");
    }

    @Test
    void aLineWithoutTabsEndsTheColumns() {
        assertThat(Columns.align("aaaaaaaaaaaa\tb\nx\nc\td\n"))
                .isEqualTo("aaaaaaaaaaaa   b\nx\nc         d\n");
    }

    @Test
    void widthIsCountedInCharacters() {
        assertThat(Columns.align("éééééééé…\tx\n")).isEqualTo("éééééééé…   x\n");
    }

    @Test
    void aTrailingTabLeavesPadding() {
        assertThat(Columns.align("a\t\n")).isEqualTo("a         \n");
    }
}
