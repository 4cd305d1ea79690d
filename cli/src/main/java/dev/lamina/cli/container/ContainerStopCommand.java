package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.engine.Engine;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// `lamina stop`
public final class ContainerStopCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("container stop", "Stop one or more containers that run")
                .aliases("stop")
                .operands("CONTAINER [CONTAINER...]", 1, Syntax.ANY)
                .flag(Flag.text("signal", 's', "signal", "Ask with this signal"))
                .flag(Flag.text("timeout", 't', "seconds", "Wait so long, then kill; -1 for ever"))
                .flag(Flag.text("time", "seconds", "The same as --timeout"))
                .description(
                        "Sends the signal that the container or its image names, else TERM, and"
                                + " kills what has not ended after 10 seconds. A container that"
                                + " does not run is no error.")
                .example("lamina stop web", "Stop a container that runs in another terminal")
                .example("lamina stop -t 60 db", "Give it a minute")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        String flag = arguments.isGiven("time") ? "time" : "timeout";
        OptionalInt seconds = Seconds.of(arguments, flag);
        Optional<String> signal = arguments.optional("signal");
        Engine engine = context.engine();
        return new EachContainer(context)
                .attempt(
                        arguments.operands(),
                        container -> engine.stopContainer(container, signal, seconds));
    }
}
