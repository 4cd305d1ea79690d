package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.demo.Demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The steps of `lamina demo`, one after the other.
public final class Tour implements Demo {

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
    public void show(boolean keep, Context context) throws IOException {
        Instant started = context.clock().instant();
        try (var workshop = Workshop.open(context)) {
            takeSteps(workshop);
            Duration took = Duration.between(started, context.clock().instant());
            if (keep) {
                workshop.keep();
            }
            workshop.say("\ndemo: done in " + took.toSeconds() + " s");
        }
    }

    private static void takeSteps(Workshop workshop) throws IOException {
        Optional<String> obstacle = workshop.obstacleToContainers();
        try {
            for (Step step : STEPS) {
                workshop.heading(step.title());
                if (step.needsContainers() && obstacle.isPresent()) {
                    workshop.say("not shown: " + obstacle.get());
                } else {
                    step.show(workshop);
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
