package dev.lamina.cli.demo;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `lamina demo`: the main job from end to end on one machine.
public final class DemoCommand implements Command {

    private static final List<Step> STEPS =
            List.of(
                    new FindPrograms(),
                    new MakeImages(),
                    new PublishImages(),
                    new DescribeImages(),
                    new PullImages(),
                    new PullAgain(),
                    new LookAtImages(),
                    new WriteInContainer(),
                    new ShowWhatChanged(),
                    new RemoveContainer());

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
        Instant started = context.clock().instant();
        try (var workshop = Workshop.open(context)) {
            takeSteps(workshop);
            Duration took = Duration.between(started, context.clock().instant());
            if (arguments.isOn("keep")) {
                workshop.keep();
            }
            workshop.say("\ndemo: done in " + took.toSeconds() + " s");
        }
        return ExitStatus.OK.code();
    }

    private static void takeSteps(Workshop workshop) throws IOException {
        Optional<String> obstacle = workshop.obstacleToContainers();
        try {
            for (Step step : STEPS) {
                workshop.heading(step.title());
                if (step.needsContainers() && obstacle.isPresent()) {
                    workshop.say("not shown: " + obstacle.get());
                } else {
                    step.run(workshop);
                }
            }
        } catch (IOException e) {
            if (workshop.isInterrupted()) {
                workshop.close();
                throw new CommandFailedException("");
            }
            throw e;
        }
    }
}
