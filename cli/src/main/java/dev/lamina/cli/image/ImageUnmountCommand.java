package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/// `lamina umount`
public final class ImageUnmountCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image umount", "End the mounts of images")
                .aliases("umount", "unmount", "image unmount")
                .operands("IMAGE|DIRECTORY [IMAGE|DIRECTORY...]", 0, Syntax.ANY)
                .flag(Flag.toggle("all", 'a', "End the mounts of all images"))
                .description("A mount that cannot be ended is told; the others are ended.")
                .example("lamina umount nginx", "End a mount")
                .example("lamina umount -a", "End all mounts")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        boolean all = arguments.isOn("all");
        if (all != arguments.operands().isEmpty()) {
            throw new UsageException(
                    arguments.syntax(),
                    all
                            ? "expected either images or --all, got both"
                            : "expected an image, a directory or --all, got none");
        }
        var failures = new Failures(context);
        if (all) {
            for (Path directory : context.engine().mountDirectories()) {
                end(directory.toString(), true, context, failures);
            }
        }
        for (String image : arguments.operands()) {
            end(image, false, context, failures);
        }
        return failures.status();
    }

    /// @param mayHaveEnded whether there need not be a mount any more
    private static void end(String image, boolean mayHaveEnded, Context context, Failures failures)
            throws IOException {
        try {
            if (context.engine().unmount(image)) {
                context.out().println(image);
            } else if (!mayHaveEnded) {
                failures.addMissing("mount", image);
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            failures.add(e);
        }
    }
}
