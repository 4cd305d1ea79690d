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

    /// What stands before the name of a command.
    static final Syntax LAMINA =
            Syntax.builder("", "Pulls, shows, runs and serves container images")
                    .operands("COMMAND", 0, Syntax.ANY)
                    .flagsEndEarly()
                    .flag(Flag.toggle("version", 'v', "Print version information and quit"))
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
    static int run(List<String> words, Context context) {
        var line = new CommandLine(context);
        try {
            int status = line.dispatch(words);
            context.console().finish();
            return status;
        } catch (UsageException | IOException | RuntimeException | StackOverflowError e) {
            context.console().out().flush();
            return ErrorLine.print(e, line.debug, line.failureStatus, context);
        }
    }

    /// What every command takes, without the shorthands that a command has for flags of its own.
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
            context.out().print(Help.overview(LAMINA));
            return ExitStatus.OK.code();
        }
        if (globals.isOn("help")) {
            return help(rest);
        }
        if (rest.getFirst().equals("help")) {
            return help(rest.subList(1, rest.size()));
        }
        CommandTable.Match match = CommandTable.find(rest);
        return match == null ? group(rest) : call(match.command(), match.rest());
    }

    private int call(Command command, List<String> words) throws IOException, UsageException {
        Syntax syntax = command.syntax().withFlags(GLOBAL_FLAGS);
        if (syntax.usageStatus() == ExitStatus.RUN_FAILED.code()) {
            failureStatus = syntax.usageStatus();
        }
        Arguments arguments = FlagParser.parse(syntax, words);
        if (arguments.isOn("help")) {
            context.out().print(Help.page(command.syntax()));
            return ExitStatus.OK.code();
        }
        apply(arguments);
        return command.run(arguments, context);
    }

    /// A word that only begins commands, such as `image`, shows what follows it.
    private int group(List<String> words) throws UsageException {
        String name = words.getFirst();
        if (!CommandTable.isGroup(name)) {
            throw unknown("unknown command: lamina " + name);
        }
        if (words.size() == 1 || words.get(1).equals("--help") || words.get(1).equals("-h")) {
            context.out().print(Help.group(name));
            return ExitStatus.OK.code();
        }
        throw unknown("unknown command: lamina " + name + " " + words.get(1));
    }

    private int help(List<String> words) throws UsageException {
        if (words.isEmpty()) {
            context.out().print(Help.overview(LAMINA));
            return ExitStatus.OK.code();
        }
        CommandTable.@Nullable Match match = CommandTable.find(words);
        if (match == null) {
            return group(words.subList(0, 1));
        }
        context.out().print(Help.page(match.command().syntax()));
        return ExitStatus.OK.code();
    }

    private void apply(Arguments arguments) {
        arguments.optional("root").ifPresent(context::useRoot);
        arguments.optional("config").ifPresent(context::useConfig);
        debug |= arguments.isOn("debug");
    }

    private static UsageException unknown(String message) {
        return new UsageException("", ExitStatus.USAGE.code(), message);
    }
}
