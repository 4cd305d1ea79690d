package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.engine.value.container.ContainerRunningException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;

/// `lamina rm`
public final class ContainerRmCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("container rm", "Remove one or more containers")
                .aliases("rm", "container remove")
                .operands("CONTAINER [CONTAINER...]", 1, Syntax.ANY)
                .flag(Flag.toggle("force", 'f', "Kill a container that runs, and remove it"))
                .flag(Flag.toggle("volumes", 'v', "Accepted for Docker's sake: they always go"))
                .example("lamina rm web", "Remove a container and what it wrote")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        var failures = new Failures(context);
        boolean force = arguments.isOn("force");
        for (String name : arguments.operands()) {
            try {
                context.engine().removeContainer(name, force);
                context.out().println(name);
            } catch (NotFoundException e) {
                failures.addMissing(e, force);
            } catch (ContainerRunningException e) {
                failures.add(e);
            }
        }
        return failures.status();
    }
}
