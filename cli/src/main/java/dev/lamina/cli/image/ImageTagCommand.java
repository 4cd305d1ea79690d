package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;
import dev.lamina.engine.Engine;

import java.io.IOException;
import java.util.List;

/// `lamina image tag`
public final class ImageTagCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image tag", "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE")
                .aliases("tag")
                .operands("SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", 2, 2)
                .example(
                        "lamina tag nginx example.org:5000/team/nginx:1.22",
                        "Name an image for another registry")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        List<String> operands = arguments.operands();
        Engine engine = context.engine();
        engine.tag(operands.get(0), engine.reference(operands.get(1)));
        return ExitStatus.OK.code();
    }
}
