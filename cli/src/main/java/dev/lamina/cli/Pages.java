package dev.lamina.cli;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.debug.DocumentForm;
import dev.lamina.cli.manual.Manual;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pages about all commands: in Markdown, which `docs/commands` holds, and what is installed.
final class Pages {

    private Pages() {}

    /// Returns the text of each file, by name.
    static Map<String, String> of(DocumentForm form) {
        return switch (form) {
            case MARKDOWN -> all();
            case MAN -> manual().pages();
            case COMPLETION -> manual().completions();
        };
    }

    private static Manual manual() {
        List<Syntax> commands = new ArrayList<>();
        for (String path : CommandTable.PATHS) {
            commands.add(syntax(path));
        }
        return new Manual(CommandLine.LAMINA, CommandLine.GLOBAL_FLAGS, commands);
    }

    private static Syntax syntax(String path) {
        Command command = CommandTable.create(path);
        if (command == null) {
            throw new IllegalStateException("no command of this path: " + path);
        }
        return command.syntax();
    }

    /// Returns the text of each page in Markdown, by file name.
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        var contents = new StringBuilder("# Commands\n\n| command | also | what it does |\n");
        contents.append("|---------|------|--------------|\n");
        for (String path : CommandTable.PATHS) {
            Syntax syntax = syntax(path);
            String file = path.replace(' ', '-') + ".md";
            pages.put(file, page(syntax));
            contents.append("| [").append(path).append("](").append(file).append(") | ");
            contents.append(String.join(", ", syntax.aliases())).append(" | ");
            contents.append(syntax.summary()).append(" |\n");
        }
        contents.append("\nWhat their exit status says: [exit-status.md](exit-status.md).\n");
        pages.put("README.md", contents.toString());
        pages.put("exit-status.md", exitStatus());
        return pages;
    }

    private static String page(Syntax syntax) {
        var page = new StringBuilder("# lamina " + syntax.path() + "\n\n");
        page.append(syntax.summary()).append(".\n\n    lamina ").append(syntax.path());
        page.append(syntax.operands().isEmpty() ? " [OPTIONS]" : " [OPTIONS] ");
        page.append(syntax.operands()).append('\n');
        if (!syntax.aliases().isEmpty()) {
            page.append("\nAlso `lamina ").append(String.join("`, `lamina ", syntax.aliases()));
            page.append("`.\n");
        }
        if (!syntax.description().isEmpty()) {
            page.append('\n').append(syntax.description()).append('\n');
        }
        if (!syntax.flags().isEmpty()) {
            page.append("\n## Options\n\n| option | meaning |\n|--------|---------|\n");
            for (Flag flag : syntax.flags()) {
                page.append(row(flag));
            }
        }
        page.append("\n## Examples\n");
        for (Syntax.Example example : syntax.examples()) {
            page.append('\n').append(example.purpose()).append(":\n\n    ");
            page.append(example.commandLine()).append('\n');
        }
        return page.toString();
    }

    private static String row(Flag flag) {
        String shorthand =
                flag.shorthand() == Flag.NO_SHORTHAND ? "" : "-" + flag.shorthand() + ", ";
        String placeholder =
                flag.placeholder().isEmpty() ? "" : " " + flag.placeholder().replace("|", "\\|");
        return "| `"
                + shorthand
                + "--"
                + flag.name()
                + placeholder
                + "` | "
                + flag.meaning().replace("|", "\\|")
                + " |\n";
    }

    private static String exitStatus() {
        var page =
                new StringBuilder("# Exit status\n\n| status | meaning |\n|-------:|---------|\n");
        for (ExitStatus status : ExitStatus.values()) {
            page.append("| ").append(status.code()).append(" | ");
            page.append(status.meaning()).append(" |\n");
        }
        page.append(
                "\nOtherwise `run` has the exit status of the container's command, and 128 plus");
        page.append(
                " the number of the signal\nif one ended it; 1 after the third Ctrl-C, 141 if it");
        page.append(" goes on though nobody reads its output.");
        page.append(" Ctrl-\\ ends other commands with 131, SIGTERM with 143.\n");
        return page.toString();
    }
}
