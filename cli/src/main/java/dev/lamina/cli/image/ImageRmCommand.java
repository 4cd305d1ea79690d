package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.engine.value.image.ImageInUseException;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.image.NotFoundException;

import java.io.IOException;

/// `lamina image rm`
public final class ImageRmCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image rm", "Remove one or more images")
                .aliases("rmi", "image remove")
                .operands("IMAGE [IMAGE...]", 1, Syntax.ANY)
                .flag(
                        Flag.toggle(
                                "force",
                                'f',
                                "Remove all references of an ID, also while a container needs it"))
                .flag(
                        Flag.toggle(
                                "no-prune",
                                "Accepted for Docker's sake: there are no untagged parents here"))
                .example("lamina rmi nginx:1.22", "Remove a tag, and with the last one the image")
                .example("lamina rmi -f ca978112ca1b", "Remove an image with all its tags")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        var failures = new Failures(context);
        boolean force = arguments.isOn("force");
        for (String name : arguments.operands()) {
            try {
                for (Removal removal : context.engine().remove(name, force)) {
                    context.out().println(line(removal));
                }
            } catch (NotFoundException e) {
                failures.addMissing(e, force);
            } catch (ImageInUseException e) {
                failures.add(e);
            }
        }
        return failures.status();
    }

    private static String line(Removal removal) {
        return switch (removal) {
            case Removal.Untagged untagged -> "Untagged: " + untagged.reference().familiar();
            case Removal.Deleted deleted -> "Deleted: " + deleted.digest();
        };
    }
}
