package dev.lamina.cli.inspect;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.docker.document.Documents;

import java.io.IOException;

/// `lamina inspect`
public final class InspectCommand implements Command {

    static final Flag SIZE =
            Flag.toggle("size", 's', "Say what the files of a container take: SizeRw, SizeRootFs");

    @Override
    public Syntax syntax() {
        return Syntax.builder("inspect", "Display detailed information on containers and images")
                .operands("NAME|ID [NAME|ID...]", 1, Syntax.ANY)
                .flag(Formats.inspect())
                .flag(SIZE)
                .flag(Flag.text("type", "container|image", "Look among these only"))
                .description("A name that both a container and an image have means the container.")
                .example("lamina inspect nginx", "Show all that is known of an image")
                .example(
                        "lamina inspect -f '{{.State.ExitCode}}' web",
                        "Show with what status a container ended")
                .example("lamina inspect --type image web", "Show the image, not the container")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        var documents = new Documents(context.engine(), arguments.isOn("size"));
        Inspected.Finder finder =
                switch (arguments.text("type")) {
                    case "" -> documents::any;
                    case "container" -> documents::container;
                    case "image" -> documents::image;
                    default ->
                            throw new UsageException(
                                    arguments.syntax(),
                                    "--type: expected container or image, got "
                                            + arguments.text("type"));
                };
        return Inspected.print(arguments, context, finder);
    }
}
