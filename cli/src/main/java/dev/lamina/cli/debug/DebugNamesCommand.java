package dev.lamina.cli.debug;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.image.Reference;

import java.io.IOException;

/// `lamina debug names`: what shells complete. No help lists it.
///
/// It is asked at a press of a key, so it reads one file, the list of images, and none of their documents.
public final class DebugNamesCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("debug names", "Print the names of images or containers")
                .operands("images|containers", 1, 1)
                .example("lamina debug names images", "Print what tags name")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        String kind = arguments.operands().getFirst();
        switch (kind) {
            case "images" -> printImages(context);
            case "containers" -> printContainers(context);
            default ->
                    throw new UsageException(
                            arguments.syntax(),
                            "names: expected images or containers, got " + kind);
        }
        return ExitStatus.OK.code();
    }

    private static void printImages(Context context) throws IOException {
        for (Reference reference : context.engine().references()) {
            if (reference.tag().isPresent()) {
                context.out().println(reference.familiar());
            }
        }
    }

    private static void printContainers(Context context) throws IOException {
        for (ContainerSummary container : context.engine().containers(true)) {
            context.out().println(container.name());
        }
    }
}
