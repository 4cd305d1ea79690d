package dev.lamina.cli;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.ArrayList;
import java.util.List;

/// What `--help` prints, in the layout of Docker's help.
final class Help {

    private static final String INDENT = "  ";

    private Help() {}

    /// The page of one command.
    static String page(Syntax syntax) {
        var text = new StringBuilder();
        text.append("Usage:  ").append(usage(syntax)).append("\n\n");
        text.append(syntax.summary()).append('\n');
        if (!syntax.description().isEmpty()) {
            text.append('\n').append(syntax.description().strip()).append('\n');
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

    /// What `lamina` alone prints.
    static String overview(Syntax lamina) {
        var text = new StringBuilder("Usage:  lamina [OPTIONS] COMMAND\n\n");
        text.append(lamina.summary()).append("; a layer is never unpacked\n");
        appendCommands(text, "Commands", CommandTable.PATHS, false);
        appendFlags(text, "Global Options", lamina.flags());
        text.append("\nRun 'lamina COMMAND --help' for more information on a command.\n");
        return text.toString();
    }

    /// What the first word of several commands prints.
    static String group(String word) {
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

    /// How a command is written.
    static String usage(Syntax syntax) {
        String usage = "lamina " + syntax.path();
        if (!syntax.flags().isEmpty()) {
            usage += " [OPTIONS]";
        }
        return syntax.operands().isEmpty() ? usage : usage + " " + syntax.operands();
    }

    /// How a flag is written: `-f, --filter filter`.
    static String form(Flag flag) {
        String shorthand =
                flag.shorthand() == Flag.NO_SHORTHAND ? "    " : "-" + flag.shorthand() + ", ";
        String value = flag.placeholder().isEmpty() ? "" : " " + flag.placeholder();
        return shorthand + "--" + flag.name() + value;
    }

    /// What a flag does, with its default.
    static String meaning(Flag flag) {
        return flag.defaultValue().isEmpty()
                ? flag.description()
                : flag.description() + " (default " + flag.defaultValue() + ")";
    }

    private static void appendFlags(StringBuilder text, String title, List<Flag> flags) {
        if (flags.isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        flags.forEach(flag -> rows.add(new String[] {form(flag), meaning(flag)}));
        appendColumns(text, title, rows);
    }

    private static void appendCommands(
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

    private static void appendColumns(StringBuilder text, String title, List<String[]> rows) {
        int width = 0;
        for (String[] row : rows) {
            width = Math.max(width, row[0].length());
        }
        text.append('\n').append(title).append(":\n");
        for (String[] row : rows) {
            text.append(INDENT)
                    .append(row[0])
                    .repeat(' ', width - row[0].length() + 3)
                    .append(row[1])
                    .append('\n');
        }
    }
}
