package dev.lamina.cli;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.command.Version;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.FlagParser;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One command line: finds the command, lets it run, turns every failure into one line and an exit
/// status.
final class CommandLine {

    /// Every command takes these, before or after its name.
    static final List<Flag> GLOBAL_FLAGS =
            List.of(
                    Flag.text("root", "directory", "The store to use (default: $LAMINA_ROOT)"),
                    Flag.text("config", "file", "The configuration file (default: $LAMINA_CONFIG)"),
                    Flag.toggle("debug", 'D', "Show the stack of an error"),
                    Flag.toggle("help", 'h', "Print usage"));

    /// The flags before the name of a command.
    static final Syntax LAMINA =
            Syntax.builder("", "Pulls, shows, runs and serves container images")
                    .operands("COMMAND", 0, Syntax.ANY)
                    .flagsEndEarly()
                    .flag(Flag.toggle("version", 'v', "Print version information and quit"))
                    .build()
                    .withFlags(GLOBAL_FLAGS);

    /// The flags between the words of a command, such as `image ls`.
    private static final Syntax GROUP =
            Syntax.builder("", "")
                    .operands("COMMAND", 0, Syntax.ANY)
                    .flagsEndEarly()
                    .build()
                    .withFlags(GLOBAL_FLAGS);

    private final Context context;
    private boolean debug;
    private int failureStatus = ExitStatus.FAILED.code();

    private CommandLine(Context context) {
        this.context = context;
        this.debug = context.environment().containsKey("LAMINA_DEBUG");
    }

    /// Runs a command line.
    ///
    /// @return the exit status
    static int execute(List<String> words, Context context) {
        var line = new CommandLine(context);
        try {
            int status = line.dispatch(words);
            context.console().finish();
            return status;
        } catch (UsageException | IOException | RuntimeException | Error e) {
            context.console().out().flush();
            return ErrorLine.print(e, line.debug, line.failureStatus, context);
        }
    }

    /// Returns the flags of every command, without the shorthands that a command has for flags of its own.
    static List<Flag> globalFlags(Syntax syntax) {
        List<Flag> all = syntax.withFlags(GLOBAL_FLAGS).flags();
        return all.subList(syntax.flags().size(), all.size());
    }

    private int dispatch(List<String> words) throws IOException, UsageException {
        Arguments globals = FlagParser.parse(LAMINA, words);
        apply(globals);
        List<String> rest = globals.operands();
        if (globals.isOn("version")) {
            context.out().println("Lamina version " + Version.NUMBER);
            return ExitStatus.OK.code();
        }
        if (rest.isEmpty()) {
            return help(rest);
        }
        if (globals.isOn("help")) {
            return help(rest);
        }
        if (rest.getFirst().equals("help")) {
            return help(rest.subList(1, rest.size()));
        }
        return CommandTable.isGroup(rest.getFirst())
                ? below(rest.getFirst(), rest.subList(1, rest.size()))
                : command(rest);
    }

    /// Runs a command of a group; global flags may stand between its words.
    private int below(String group, List<String> words) throws IOException, UsageException {
        Arguments globals = FlagParser.parse(GROUP, words);
        apply(globals);
        List<String> rest = globals.operands();
        if (rest.isEmpty() || globals.isOn("help")) {
            return help(prepend(group, rest));
        }
        return command(prepend(group, rest));
    }

    private static List<String> prepend(String word, List<String> words) {
        var all = new ArrayList<String>();
        all.add(word);
        all.addAll(words);
        return all;
    }

    private int command(List<String> words) throws IOException, UsageException {
        CommandTable.Match match = CommandTable.find(words);
        if (match == null) {
            throw unknown(words);
        }
        return call(match.command(), match.rest());
    }

    private int call(Command command, List<String> words) throws IOException, UsageException {
        Syntax syntax = command.syntax().withFlags(GLOBAL_FLAGS);
        if (syntax.usageStatus() == ExitStatus.RUN_FAILED.code()) {
            failureStatus = syntax.usageStatus();
        }
        Arguments arguments = FlagParser.parse(syntax, words);
        if (arguments.isOn("help")) {
            context.out().print(new Help(TerminalWidth.of(context)).page(command.syntax()));
            return ExitStatus.OK.code();
        }
        apply(arguments);
        return command.run(arguments, context);
    }

    private int help(List<String> words) throws UsageException {
        var help = new Help(TerminalWidth.of(context));
        if (words.isEmpty()) {
            context.out().print(help.overview(LAMINA));
            return ExitStatus.OK.code();
        }
        CommandTable.@Nullable Match match = CommandTable.find(words);
        if (match != null) {
            context.out().print(help.page(match.command().syntax()));
        } else if (words.size() == 1 && CommandTable.isGroup(words.getFirst())) {
            context.out().print(help.group(words.getFirst()));
        } else {
            throw unknown(words);
        }
        return ExitStatus.OK.code();
    }

    private void apply(Arguments arguments) {
        arguments.optional("root").ifPresent(context::useRoot);
        arguments.optional("config").ifPresent(context::useConfig);
        debug |= arguments.isOn("debug");
    }

    private static UsageException unknown(List<String> words) {
        String first = words.getFirst();
        boolean below = CommandTable.isGroup(first) && words.size() > 1;
        String path = below ? first + " " + words.get(1) : first;
        return new UsageException(
                below ? first : "", ExitStatus.USAGE.code(), UnknownCommand.message(path));
    }
}
