package dev.lamina.cli.format;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Printable;
import dev.lamina.cli.template.Fields;
import dev.lamina.cli.template.Struct;
import dev.lamina.cli.template.Template;
import dev.lamina.image.json.Json;

import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;

/// Prints rows as a table, as JSON lines, or through a template.
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

    /// Prints rows.
    ///
    /// @throws dev.lamina.cli.template.TemplateException if the format is wrong
    public void print(Console console, String format, List<? extends Fields> rows) {
        PrintStream out = console.out();
        if (format.isEmpty() || format.equals(TABLE)) {
            printTable(out, rows);
        } else if (format.equals("json")) {
            for (Fields row : rows) {
                out.println(Printable.json(Json.write(Struct.plain(row)).utf8()));
            }
        } else if (format.startsWith(TABLE + " ")) {
            printTable(out, template(format.substring(TABLE.length() + 1).strip()), rows);
        } else {
            Template template = template(format);
            UnaryOperator<String> filter = filter(console);
            rows.forEach(row -> out.println(template.execute(row, filter)));
        }
    }

    /// Returns what values pass on their way out: to a program exactly as they are, to a terminal
    /// without what would steer it.
    static UnaryOperator<String> filter(Console console) {
        return console.outIsTerminal() ? Printable::lines : UnaryOperator.identity();
    }

    private void printTable(PrintStream out, List<? extends Fields> rows) {
        var text = new StringBuilder();
        appendRow(text, headers);
        for (Fields row : rows) {
            appendRow(text, row);
        }
        out.print(Columns.align(text.toString()));
    }

    private void appendRow(StringBuilder text, Fields row) {
        for (int i = 0; i < columns.size(); i++) {
            String cell = String.valueOf(row.field(columns.get(i)));
            text.append(i == 0 ? "" : "\t").append(Printable.line(cell));
        }
        text.append('\n');
    }

    private void printTable(PrintStream out, Template template, List<? extends Fields> rows) {
        var text = new StringBuilder();
        text.append(template.executeHeader(headers)).append('\n');
        for (Fields row : rows) {
            text.append(template.execute(row, Printable::line)).append('\n');
        }
        out.print(Columns.align(text.toString()));
    }

    /// A shell passes `\t` and `\n` as two characters.
    private static Template template(String format) {
        return Template.parse(format.replace("\\t", "\t").replace("\\n", "\n"));
    }
}
