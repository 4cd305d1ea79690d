package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.engine.value.container.Restrictions;
import dev.lamina.engine.value.container.RunOptions;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `lamina run`
public final class ContainerRunCommand implements Command {

    /// Until containers have networks of their own.
    private static final String SHARED_NETWORK =
            "lamina: the container uses the network of this machine (--network host says so without"
                    + " this line, --network none gives it none)";

    @Override
    public Syntax syntax() {
        return Syntax.builder("container run", "Run a command in a new container of an image")
                .aliases("run")
                .operands("IMAGE [COMMAND] [ARG...]", 1, Syntax.ANY)
                .flagsEndEarly()
                .usageStatus(ExitStatus.RUN_FAILED.code())
                .flag(
                        Flag.list(
                                "cap-drop",
                                Flag.NO_SHORTHAND,
                                "capability",
                                "Take a capability, or ALL"))
                .flag(
                        Flag.text("detach-keys", "keys", "What leaves it running, with -it")
                                .withDefault("ctrl-p,ctrl-q"))
                .flag(Flag.text("entrypoint", "command", "Replace the image's entrypoint"))
                .flag(Flag.list("env", 'e', "name[=value]", "Set environment variables"))
                .flag(Flag.list("env-file", Flag.NO_SHORTHAND, "file", "Read them from a file"))
                .flag(Flag.text("hostname", 'h', "name", "Name the container's host"))
                .flag(Flag.toggle("init", "Run an init first, which passes signals on and reaps"))
                .flag(Flag.toggle("interactive", 'i', "Pass standard input to the command"))
                .flag(Flag.text("name", "name", "Name the container"))
                .flag(
                        Flag.text("network", "mode", "The network it sees: host or none")
                                .withDefault("host"))
                .flag(Flag.text("net", "mode", "The same as --network"))
                .flag(Flag.toggle("read-only", "Mount its root file system read-only"))
                .flag(Flag.toggle("rm", "Remove the container when its command has ended"))
                .flag(
                        Flag.list(
                                "security-opt",
                                Flag.NO_SHORTHAND,
                                "option",
                                "Harden it: no-new-privileges"))
                .flag(Flag.text("stop-signal", "signal", "What 'lamina stop' sends"))
                .flag(Flag.text("stop-timeout", "seconds", "How long 'lamina stop' waits"))
                .flag(Flag.toggle("tty", 't', "Give the command a terminal"))
                .flag(Flag.text("user", 'u', "name|uid[:group|gid]", "Run as another user"))
                .flag(
                        Flag.list(
                                "volume",
                                'v',
                                "[source:]destination[:ro]",
                                "Show a file or directory of this machine"))
                .flag(Flag.text("workdir", 'w', "directory", "Start in another directory"))
                .description(
                        "Runs in the foreground. The exit status is the command's, 128 and the"
                                + " signal if one ended it, or 125 to 127 if it could not be run."
                                + " An image that is not here is pulled.\n\nSignals go to the"
                                + " command; the third Ctrl-C kills it. With -it, Ctrl-P Ctrl-Q"
                                + " leaves it running (conmon has to be installed): 'lamina ps'"
                                + " lists it, 'lamina stop' ends it.")
                .example("lamina run --rm debian cat /etc/os-release", "Run one command")
                .example("lamina run -it --rm busybox", "Look around in an image")
                .example(
                        "lamina run --rm -v \"$PWD\":/src:ro -w /src debian ls",
                        "Let it read the current directory")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        RunOptions options = options(arguments);
        if (options.terminal() && options.interactive() && !context.console().inIsTerminal()) {
            throw new CommandFailedException(
                    ExitStatus.RUN_FAILED.code(), "the input device is not a TTY: leave out -t");
        }
        new WantedImage(options.image(), context).pullUnlessThere();
        context.console().flush();
        boolean shared = options.network() == Network.HOST && !isNetworkSaid(arguments);
        PrintStream err = context.console().err();
        return context.engine().run(options, () -> err.print(shared ? SHARED_NETWORK + '\n' : ""));
    }

    private static RunOptions options(Arguments arguments) throws IOException, UsageException {
        List<String> operands = arguments.operands();
        return new RunOptions(
                operands.getFirst(),
                operands.subList(1, operands.size()),
                arguments.optional("name"),
                arguments.optional("hostname"),
                arguments.texts("env"),
                arguments.texts("env-file").stream().map(Path::of).toList(),
                arguments.texts("volume"),
                arguments.optional("workdir"),
                arguments.optional("user"),
                arguments.isGiven("entrypoint")
                        ? Optional.of(arguments.text("entrypoint"))
                        : Optional.empty(),
                arguments.isOn("interactive"),
                arguments.isOn("tty"),
                arguments.isOn("rm"),
                arguments.isOn("read-only"),
                network(arguments),
                Restrictions.parse(arguments.texts("cap-drop"), arguments.texts("security-opt")),
                arguments.text("detach-keys"),
                process(arguments));
    }

    private static ProcessOptions process(Arguments arguments) throws UsageException {
        return new ProcessOptions(
                arguments.isOn("init"),
                arguments.optional("stop-signal"),
                Seconds.of(arguments, "stop-timeout"));
    }

    private static boolean isNetworkSaid(Arguments arguments) {
        return arguments.isGiven("network") || arguments.isGiven("net");
    }

    private static Network network(Arguments arguments) throws UsageException {
        String name = arguments.isGiven("net") ? arguments.text("net") : arguments.text("network");
        for (Network network : Network.values()) {
            if (network.name().toLowerCase(Locale.ROOT).equals(name)) {
                return network;
            }
        }
        throw new UsageException(
                arguments.syntax(), "--network: expected host or none, got " + name);
    }
}
