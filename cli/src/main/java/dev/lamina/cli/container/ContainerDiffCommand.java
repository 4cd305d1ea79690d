package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.container.ContainerChange;

import java.io.IOException;

/// `lamina diff`
public final class ContainerDiffCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("container diff", "Show what a container changed in its files")
                .aliases("diff")
                .operands("CONTAINER", 1, 1)
                .description("A line begins with A for added, C for changed, or D for deleted.")
                .example("lamina diff web", "List the paths")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        String container = arguments.operands().getFirst();
        for (ContainerChange change : context.engine().containerChanges(container)) {
            String path = Printable.line(change.path().toString());
            context.out().println(change.kind().letter() + " " + path);
        }
        return ExitStatus.OK.code();
    }
}
