package dev.lamina.cli.inspect;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.document.Documents;

import java.io.IOException;

/// `lamina image inspect`
public final class ImageInspectCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image inspect", "Display detailed information on one or more images")
                .operands("IMAGE [IMAGE...]", 1, Syntax.ANY)
                .flag(Formats.inspect())
                .example("lamina image inspect nginx", "Show all that is known of an image")
                .example(
                        "lamina image inspect -f '{{join .Config.Cmd \" \"}}' nginx",
                        "Show one thing")
                .example(
                        "lamina image inspect -f '{{json .Config.Env}}' nginx",
                        "Show a part as JSON")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        var documents = new Documents(context.engine(), false);
        return Inspected.print(arguments, context, documents::image);
    }
}
