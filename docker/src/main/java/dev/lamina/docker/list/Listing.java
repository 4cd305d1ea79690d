package dev.lamina.docker.list;

import dev.lamina.docker.format.Columns;
import dev.lamina.docker.format.Output;
import dev.lamina.docker.format.Printable;
import dev.lamina.docker.template.Fields;
import dev.lamina.docker.template.Struct;
import dev.lamina.docker.template.Template;
import dev.lamina.image.json.Json;

import java.io.IOException;
import java.util.List;

/// The form of a list: a table, JSON lines, or a template for each row.
///
/// A format is empty or `table` for the default table, `json`, a Go template, or `table` and a Go
/// template whose columns are parted by `\t`.
public final class Listing {

    private static final String TABLE = "table";

    private final Struct headers;
    private final List<String> columns;

    /// Creates the form of a list.
    ///
    /// @param headers for each field the title of its column
    /// @param columns the fields of the default table
    public Listing(Struct headers, List<String> columns) {
        this.headers = headers;
        this.columns = List.copyOf(columns);
    }

    /// Writes rows.
    ///
    /// @throws dev.lamina.docker.template.TemplateException if the format is wrong
    public void write(Output output, String format, List<? extends Fields> rows)
            throws IOException {
        Appendable out = output.out();
        if (format.isEmpty() || format.equals(TABLE)) {
            out.append(table(rows));
        } else if (format.equals("json")) {
            for (Fields row : rows) {
                out.append(Printable.json(Json.write(Struct.plain(row)).utf8())).append('\n');
            }
        } else if (format.startsWith(TABLE + " ")) {
            out.append(table(template(format.substring(TABLE.length() + 1).strip()), rows));
        } else {
            Template template = template(format);
            for (Fields row : rows) {
                out.append(template.execute(row, output::shown)).append('\n');
            }
        }
    }

    private String table(List<? extends Fields> rows) {
        var text = new StringBuilder();
        appendRow(text, headers);
        for (Fields row : rows) {
            appendRow(text, row);
        }
        return Columns.align(text.toString());
    }

    private void appendRow(StringBuilder text, Fields row) {
        for (int i = 0; i < columns.size(); i++) {
            String cell = String.valueOf(row.field(columns.get(i)));
            text.append(i == 0 ? "" : "\t").append(Printable.line(cell));
        }
        text.append('\n');
    }

    private String table(Template template, List<? extends Fields> rows) {
        var text = new StringBuilder();
        text.append(template.executeHeader(headers)).append('\n');
        for (Fields row : rows) {
            text.append(template.execute(row, Printable::line)).append('\n');
        }
        return Columns.align(text.toString());
    }

    /// A shell passes `\t` and `\n` as two characters.
    private static Template template(String format) {
        return Template.parse(format.replace("\\t", "\t").replace("\\n", "\n"));
    }
}
