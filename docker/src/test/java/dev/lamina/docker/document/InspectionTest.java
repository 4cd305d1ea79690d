package dev.lamina.docker.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.docker.format.Sheet;
import dev.lamina.docker.template.Struct;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// Documents as `docker inspect` prints them.
final class InspectionTest {

    private static final Struct DOCUMENT =
            new Struct("image").put("Id", "x\u001b").put("Cmd", Struct.NIL_LIST).hide("Parent", "");

    @Test
    void withoutAFormatAllAreOneArray() throws IOException {
        assertThat(written("", DOCUMENT, DOCUMENT))
                .isEqualTo(
                        """
                        [
                            {
                                "Id": "x\\u001b",
                                "Cmd": null
                            },
                            {
                                "Id": "x\\u001b",
                                "Cmd": null
                            }
                        ]
                        """);
    }

    @Test
    void noneAreAnEmptyArrayOrNothing() throws IOException {
        assertThat(written("")).isEqualTo("[]\n");
        assertThat(written("{{.Id}}")).isEmpty();
    }

    @Test
    void aTemplateGivesALineForEachAndKnowsWhatJsonDoesNotShow() throws IOException {
        assertThat(written("{{.Id}}-{{.Parent}}", DOCUMENT, DOCUMENT))
                .isEqualTo("x\u001b-\nx\u001b-\n");
    }

    @Test
    void jsonIsOneLine() throws IOException {
        assertThat(written("json", DOCUMENT)).isEqualTo("[{\"Id\":\"x\\u001b\",\"Cmd\":null}]\n");
        Sheet one = Sheet.ofProgram();
        Inspection.writeOne(one, "json", DOCUMENT);
        assertThat(one).hasToString("{\"Id\":\"x\\u001b\",\"Cmd\":null}\n");
    }

    private static String written(String format, Struct... documents) throws IOException {
        Sheet sheet = Sheet.ofProgram();
        Inspection.write(sheet, format, List.of(documents));
        return sheet.toString();
    }
}
