package dev.lamina.docker.document;

import dev.lamina.docker.format.Output;
import dev.lamina.docker.format.Printable;
import dev.lamina.docker.template.Struct;
import dev.lamina.docker.template.Template;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Documents as `inspect` shows them: as one JSON array, or each through a template.
public final class Inspection {

    private static final String INDENT = "    ";

    private Inspection() {}

    /// Writes one document and the end of its line, as Docker's `info` and `version` do.
    ///
    /// @param format `json`, or a Go template
    /// @throws dev.lamina.docker.template.TemplateException if the template is wrong
    public static void writeOne(Output output, String format, Struct document) throws IOException {
        String text =
                format.equals("json")
                        ? Printable.json(Json.line(Struct.plain(document)))
                        : Template.parse(format).execute(document, output::shown);
        output.out().append(text).append('\n');
    }

    /// Writes documents.
    ///
    /// @param format empty, `json`, or a Go template
    /// @throws dev.lamina.docker.template.TemplateException if the template is wrong
    public static void write(Output output, String format, List<Struct> documents)
            throws IOException {
        if (!format.isEmpty() && !format.equals("json")) {
            Template template = Template.parse(format);
            for (Struct document : documents) {
                String text = template.execute(document, output::shown);
                output.out().append(text).append('\n');
            }
            return;
        }
        var plain = new ArrayList<@Nullable Object>();
        for (Struct document : documents) {
            plain.add(Struct.plain(document));
        }
        String text = format.isEmpty() ? Json.writePretty(plain, INDENT).utf8() : Json.line(plain);
        output.out().append(Printable.json(text)).append('\n');
    }
}
