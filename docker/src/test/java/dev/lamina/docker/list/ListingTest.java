package dev.lamina.docker.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.docker.format.Sheet;
import dev.lamina.docker.template.Struct;
import dev.lamina.docker.template.TemplateException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// The forms of `--format`.
final class ListingTest {

    private static final Struct HEADERS =
            new Struct("header").put("Name", "NAME").put("Note", "NOTE");

    private static final Listing LISTING = new Listing(HEADERS, List.of("Name", "Note"));

    private static final List<Struct> ROWS =
            List.of(row("a", "long enough to move a column"), row("b", "\u001b[31mred\u202e"));

    private static Struct row(String name, String note) {
        return new Struct("row").put("Name", name).put("Note", note);
    }

    private static String written(Sheet sheet, String format) throws IOException {
        LISTING.write(sheet, format, ROWS);
        return sheet.toString();
    }

    @Test
    void aTableHasTitlesAndEscapesWhatWouldSteerATerminalForProgramsToo() throws IOException {
        String table =
                """
                NAME      NOTE
                a         long enough to move a column
                b         \\x1b[31mred\\u202e
                """;

        assertThat(written(Sheet.ofProgram(), "")).isEqualTo(table);
        assertThat(written(Sheet.ofTerminal(), "table")).isEqualTo(table);
    }

    @Test
    void aTableWithATemplateHasTheTitlesOfItsFields() throws IOException {
        assertThat(written(Sheet.ofProgram(), "table {{.Note}}\\t{{.Name}}"))
                .isEqualTo(
                        """
                        NOTE                           NAME
                        long enough to move a column   a
                        \\x1b[31mred\\u202e              b
                        """);
    }

    @Test
    void jsonIsALineForEachRow() throws IOException {
        assertThat(written(Sheet.ofProgram(), "json"))
                .isEqualTo(
                        """
                        {"Name":"a","Note":"long enough to move a column"}
                        {"Name":"b","Note":"\\u001b[31mred\\u202e"}
                        """);
    }

    @Test
    void aTemplateGivesProgramsTheExactValueAndTerminalsASafeOne() throws IOException {
        assertThat(written(Sheet.ofProgram(), "{{.Name}}\\t{{.Note}}"))
                .isEqualTo("a\tlong enough to move a column\nb\t\u001b[31mred\u202e\n");
        assertThat(written(Sheet.ofTerminal(), "{{.Name}}\\t{{.Note}}"))
                .isEqualTo("a\tlong enough to move a column\nb\t\\x1b[31mred\\u202e\n");
    }

    @Test
    void aWrongTemplateIsSaidBeforeAnythingIsWritten() {
        Sheet sheet = Sheet.ofProgram();

        assertThatThrownBy(() -> LISTING.write(sheet, "{{.Name", ROWS))
                .isInstanceOf(TemplateException.class);
        assertThat(sheet).hasToString("");
    }

    @Test
    void noRowsAreTitlesOrNothing() throws IOException {
        Sheet table = Sheet.ofProgram();
        Sheet json = Sheet.ofProgram();
        LISTING.write(table, "", List.of());
        LISTING.write(json, "json", List.of());

        assertThat(table).hasToString("NAME      NOTE\n");
        assertThat(json).hasToString("");
    }
}
