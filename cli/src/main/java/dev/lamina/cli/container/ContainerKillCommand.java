package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.engine.Engine;

import java.io.IOException;

/// `lamina kill`
public final class ContainerKillCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("container kill", "Kill one or more containers that run")
                .aliases("kill")
                .operands("CONTAINER [CONTAINER...]", 1, Syntax.ANY)
                .flag(
                        Flag.text("signal", 's', "signal", "Send this signal instead")
                                .withDefault("KILL"))
                .example("lamina kill web", "End a container at once")
                .example("lamina kill -s HUP web", "Have a server read its configuration again")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        String signal = arguments.text("signal");
        Engine engine = context.engine();
        return new EachContainer(context)
                .attempt(
                        arguments.operands(), container -> engine.killContainer(container, signal));
    }
}
