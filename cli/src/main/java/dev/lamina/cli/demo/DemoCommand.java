package dev.lamina.cli.demo;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/// `lamina demo`
public final class DemoCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("demo", "Show the main job on an embedded hub")
                .description(
                        "Makes images of Debian, nginx and BusyBox from Debian's packages, serves"
                                + " them as official images from an embedded hub, pulls them,"
                                + " looks at them, runs one, and shows what the container"
                                + " changed. Each step prints the command that a user would"
                                + " type, its output and its time. Needs no network but for"
                                + " Debian's packages, and leaves nothing behind.")
                .flag(Flag.toggle("keep", "Keep the hub and the store for trying things by hand"))
                .example("lamina demo", "Show everything, then clean up")
                .example("lamina demo --keep", "Leave the hub running and the images pulled")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Optional<Demo> demo = ServiceLoader.load(Demo.class).findFirst();
        if (demo.isEmpty()) {
            throw new CommandFailedException(
                    "demo: expected the module dev.lamina.demo on the module path, got none:"
                            + " start it by the launcher of a whole distribution");
        }
        demo.get().show(arguments.isOn("keep"), context);
        return ExitStatus.OK.code();
    }
}
