package dev.lamina.cli;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.ArrayList;
import java.util.List;

/// The pages that `--help` prints, in the layout of Docker's help.
final class Help {

    private static final String INDENT = "  ";

    /// The least width of a second column that is wrapped below itself.
    private static final int LEAST_COLUMN = 24;

    private final int width;

    /// @param width the longest line, in characters
    Help(int width) {
        this.width = width;
    }

    /// Returns the page of one command.
    String page(Syntax syntax) {
        var text = new StringBuilder();
        text.append("Usage:  ").append(usage(syntax)).append("\n\n");
        appendWrapped(text, syntax.summary() + "\n");
        if (!syntax.description().isEmpty()) {
            text.append('\n');
            appendWrapped(text, syntax.description().strip() + "\n");
        }
        if (!syntax.aliases().isEmpty()) {
            text.append("\nAliases:\n  lamina ").append(syntax.path());
            syntax.aliases().forEach(alias -> text.append(", lamina ").append(alias));
            text.append('\n');
        }
        if (!syntax.examples().isEmpty()) {
            text.append("\nExamples:\n");
            syntax.examples()
                    .forEach(
                            example ->
                                    text.append("  # ")
                                            .append(example.purpose())
                                            .append("\n  ")
                                            .append(example.commandLine())
                                            .append('\n'));
        }
        appendFlags(text, "Options", syntax.flags());
        appendFlags(text, "Global Options", CommandLine.globalFlags(syntax));
        return text.toString();
    }

    /// Returns the overview that `lamina` alone prints.
    String overview(Syntax lamina) {
        var text = new StringBuilder("Usage:  lamina [OPTIONS] COMMAND\n\n");
        text.append(lamina.summary()).append("; a layer is never unpacked\n");
        appendCommands(text, "Commands", CommandTable.PATHS, false);
        appendFlags(text, "Global Options", lamina.flags());
        text.append("\nRun 'lamina COMMAND --help' for more information on a command.\n");
        return text.toString();
    }

    /// Returns the page that the first word of several commands prints.
    String group(String word) {
        var text = new StringBuilder("Usage:  lamina " + word + " COMMAND\n");
        var paths = new ArrayList<String>();
        for (String path : CommandTable.PATHS) {
            if (path.startsWith(word + " ")) {
                paths.add(path);
            }
        }
        appendCommands(text, "Commands", paths, true);
        text.append("\nRun 'lamina ")
                .append(word)
                .append(" COMMAND --help' for more information on a command.\n");
        return text.toString();
    }

    /// Returns a command as it is written.
    static String usage(Syntax syntax) {
        String usage = "lamina " + syntax.path();
        if (!syntax.flags().isEmpty()) {
            usage += " [OPTIONS]";
        }
        return syntax.operands().isEmpty() ? usage : usage + " " + syntax.operands();
    }

    /// Returns a flag as it is written: `-f, --filter filter`.
    static String form(Flag flag) {
        String shorthand =
                flag.shorthand() == Flag.NO_SHORTHAND ? "    " : "-" + flag.shorthand() + ", ";
        String value = flag.placeholder().isEmpty() ? "" : " " + flag.placeholder();
        return shorthand + "--" + flag.name() + value;
    }

    private void appendFlags(StringBuilder text, String title, List<Flag> flags) {
        if (flags.isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        flags.forEach(flag -> rows.add(new String[] {form(flag), flag.meaning()}));
        appendColumns(text, title, rows);
    }

    private void appendCommands(
            StringBuilder text, String title, List<String> paths, boolean whole) {
        var rows = new ArrayList<String[]>();
        for (String path : paths) {
            Command command = CommandTable.create(path);
            if (command != null) {
                Syntax syntax = command.syntax();
                rows.add(new String[] {whole ? path : typed(syntax), syntax.summary()});
            }
        }
        appendColumns(text, title, rows);
    }

    /// The name that people type: the alias of one word, if there is one.
    private static String typed(Syntax syntax) {
        return syntax.aliases().isEmpty() || syntax.aliases().getFirst().contains(" ")
                ? syntax.path()
                : syntax.aliases().getFirst();
    }

    private void appendColumns(StringBuilder text, String title, List<String[]> rows) {
        int first = 0;
        for (String[] row : rows) {
            first = Math.max(first, row[0].length());
        }
        int start = INDENT.length() + first + 3;
        text.append('\n').append(title).append(":\n");
        for (String[] row : rows) {
            text.append(INDENT).append(row[0]).repeat(' ', first - row[0].length() + 3);
            List<String> lines =
                    width - start < LEAST_COLUMN
                            ? List.of(row[1])
                            : Wrapping.lines(row[1], width - start);
            text.append(lines.getFirst()).append('\n');
            for (String line : lines.subList(1, lines.size())) {
                text.repeat(' ', start).append(line).append('\n');
            }
        }
    }

    /// Wraps paragraphs; lines that are indented stay as they are.
    private void appendWrapped(StringBuilder text, String paragraphs) {
        for (String paragraph : paragraphs.lines().toList()) {
            if (paragraph.startsWith(" ")) {
                text.append(paragraph).append('\n');
            } else {
                Wrapping.lines(paragraph, width).forEach(line -> text.append(line).append('\n'));
            }
        }
    }
}
