package dev.lamina.cli.manual;

import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.command.Version;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pages of section 1 of the manual (man-pages(7)): one for all, one for each command.
final class ManPages {

    private static final String VERSION = "Lamina " + Version.NUMBER;

    private final CommandSet commands;

    ManPages(CommandSet commands) {
        this.commands = commands;
    }

    /// Returns the text of each page, by file name.
    Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("lamina.1", overview());
        for (Syntax command : commands.commands()) {
            pages.put(file(command.path()), page(command));
            for (String alias : command.aliases()) {
                // roff(7), "so": takes that page in the place of this one.
                pages.put(file(alias), ".so man1/" + file(command.path()) + "\n");
            }
        }
        return pages;
    }

    private static String title(String path) {
        return "lamina-" + path.replace(' ', '-');
    }

    private static String file(String path) {
        return title(path) + ".1";
    }

    private String overview() {
        Syntax lamina = commands.lamina();
        var page = new Roff("lamina", VERSION);
        page.section("NAME").line("lamina \\- a container image engine and hub");
        page.section("SYNOPSIS").line(Roff.bold("lamina") + " [OPTIONS] COMMAND");
        page.section("DESCRIPTION").markdown(lamina.summary() + "; a layer is never unpacked.");
        page.section("COMMANDS");
        for (Syntax command : commands.commands()) {
            String also = command.aliases().isEmpty() ? "" : ", " + command.aliases().getFirst();
            page.item(Roff.bold(command.path() + also), command.summary() + ".");
        }
        addFlags(page, "OPTIONS", lamina.flags());
        page.section("EXIT STATUS");
        for (ExitStatus status : ExitStatus.values()) {
            page.item(Roff.bold(String.valueOf(status.code())), status.meaning());
        }
        Surroundings.addTo(page);
        page.section("SEE ALSO");
        String each = Roff.bold("lamina-") + Roff.italic("command") + "(1)";
        page.line("Each command has a page of its own: " + each + ".");
        return page.toString();
    }

    private String page(Syntax command) {
        var page = new Roff(title(command.path()), VERSION);
        List<String> names = CommandSet.names(command);
        String titles = String.join(", ", names.stream().map(ManPages::title).toList());
        page.section("NAME").line(Roff.escape(titles) + " \\- " + Roff.escape(command.summary()));
        page.section("SYNOPSIS");
        for (String name : names) {
            String options = command.operands().isEmpty() ? " [OPTIONS]" : " [OPTIONS] ";
            page.line(Roff.bold("lamina " + name) + options + Roff.escape(command.operands()));
            page.line(".br");
        }
        page.section("DESCRIPTION").markdown(command.summary() + ".");
        if (!command.description().isEmpty()) {
            page.paragraph().markdown(command.description());
        }
        addFlags(page, "OPTIONS", command.flags());
        addFlags(page, "GLOBAL OPTIONS", commands.globalsOf(command));
        page.section("EXAMPLES");
        for (Syntax.Example example : command.examples()) {
            page.paragraph().markdown(example.purpose() + ":").example(example.commandLine());
        }
        page.section("SEE ALSO").line(Roff.bold("lamina") + "(1)");
        return page.toString();
    }

    private static void addFlags(Roff page, String title, List<Flag> flags) {
        if (flags.isEmpty()) {
            return;
        }
        page.section(title);
        for (Flag flag : flags) {
            String shorthand =
                    flag.shorthand() == Flag.NO_SHORTHAND
                            ? ""
                            : Roff.bold("-" + flag.shorthand()) + ", ";
            String value =
                    flag.placeholder().isEmpty() ? "" : " " + Roff.italic(flag.placeholder());
            page.item(shorthand + Roff.bold("--" + flag.name()) + value, flag.meaning());
        }
    }
}
