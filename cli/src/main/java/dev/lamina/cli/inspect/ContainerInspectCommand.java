package dev.lamina.cli.inspect;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.document.Documents;

import java.io.IOException;

/// `lamina container inspect`
public final class ContainerInspectCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder(
                        "container inspect",
                        "Display detailed information on one or more containers")
                .operands("CONTAINER [CONTAINER...]", 1, Syntax.ANY)
                .flag(Formats.inspect())
                .flag(InspectCommand.SIZE)
                .example("lamina container inspect web", "Show all that is known of a container")
                .example(
                        "lamina container inspect -f '{{.State.Status}}' web",
                        "Show how far a container has come")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        var documents = new Documents(context.engine(), arguments.isOn("size"));
        return Inspected.print(arguments, context, documents::container);
    }
}
