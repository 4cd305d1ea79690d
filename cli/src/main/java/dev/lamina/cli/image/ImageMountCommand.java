package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;

/// `lamina mount`
public final class ImageMountCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image mount", "Mount an image read-only, and print the directory")
                .aliases("mount")
                .operands("IMAGE", 1, 1)
                .description("The image stays mounted until `lamina umount`. Needs root.")
                .example("ls \"$(lamina mount nginx)\"/etc/nginx", "Look into an image")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        context.out().println(context.engine().mount(arguments.operands().getFirst()));
        return ExitStatus.OK.code();
    }
}
