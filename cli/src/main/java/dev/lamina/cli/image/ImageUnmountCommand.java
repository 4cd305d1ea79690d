package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;

/// `lamina umount`
public final class ImageUnmountCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image umount", "End the mounts of images")
                .aliases("umount", "unmount", "image unmount")
                .operands("IMAGE|DIRECTORY [IMAGE|DIRECTORY...]", 1, Syntax.ANY)
                .example("lamina umount nginx", "End a mount")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        var failures = new Failures(context);
        for (String image : arguments.operands()) {
            if (context.engine().unmount(image)) {
                context.out().println(image);
            } else {
                failures.addMissing("mount", image);
            }
        }
        return failures.status();
    }
}
