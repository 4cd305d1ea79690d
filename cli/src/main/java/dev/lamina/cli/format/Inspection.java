package dev.lamina.cli.format;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Printable;
import dev.lamina.cli.template.Struct;
import dev.lamina.cli.template.Template;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Prints documents as `inspect` does: as one JSON array, or each through a template.
public final class Inspection {

    private static final String INDENT = "    ";

    private Inspection() {}

    /// Prints one document as Docker's `info` and `version` do.
    ///
    /// @param format `json`, or a Go template
    /// @throws dev.lamina.cli.template.TemplateException if the template is wrong
    public static void printOne(Console console, String format, Struct document) {
        console.out()
                .println(
                        format.equals("json")
                                ? Printable.json(Json.line(Struct.plain(document)))
                                : Template.parse(format)
                                        .execute(document, Listing.filter(console)));
    }

    /// Prints documents.
    ///
    /// @param format empty, `json`, or a Go template
    /// @throws dev.lamina.cli.template.TemplateException if the template is wrong
    public static void print(Console console, String format, List<Struct> documents) {
        PrintStream out = console.out();
        if (!format.isEmpty() && !format.equals("json")) {
            Template template = Template.parse(format);
            for (Struct document : documents) {
                out.println(template.execute(document, Listing.filter(console)));
            }
            return;
        }
        var plain = new ArrayList<@Nullable Object>();
        for (Struct document : documents) {
            plain.add(Struct.plain(document));
        }
        String text = format.isEmpty() ? Json.writePretty(plain, INDENT).utf8() : Json.line(plain);
        out.println(Printable.json(text));
    }
}
