package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;
import dev.lamina.cli.format.Formats;
import dev.lamina.cli.format.Inspection;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.template.Struct;
import dev.lamina.engine.Engine;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.util.ArrayList;

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
        Engine engine = context.engine();
        var failures = new Failures(context);
        var documents = new ArrayList<Struct>();
        for (String name : arguments.operands()) {
            try {
                documents.add(ImageDocument.of(engine.image(name), engine.store().paths()));
            } catch (NotFoundException e) {
                failures.add(e);
            }
        }
        Inspection.print(context.console(), arguments.text("format"), documents);
        return failures.status();
    }
}
