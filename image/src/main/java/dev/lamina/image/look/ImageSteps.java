package dev.lamina.image.look;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings the history of a config and the layers of a manifest together.
public final class ImageSteps {

    /// What Docker's builders write before an instruction of their own, and before a command.
    private static final String NO_OPERATION = "/bin/sh -c #(nop)";

    private static final String SHELL = "/bin/sh -c ";

    private ImageSteps() {}

    /// Returns the steps, oldest first. A history that does not count as many layers as there are
    /// is about something else: then only the layers are told.
    public static List<ImageStep> of(ImageConfig config, List<Descriptor> layers) {
        long told = config.history().stream().filter(step -> !step.emptyLayer()).count();
        return told == layers.size() ? withHistory(config, layers) : withoutHistory(layers);
    }

    private static List<ImageStep> withHistory(ImageConfig config, List<Descriptor> layers) {
        var steps = new ArrayList<ImageStep>();
        int count = 0;
        for (ImageConfig.History step : config.history()) {
            String instruction = instruction(step.createdBy().orElse(step.comment().orElse("")));
            if (step.emptyLayer()) {
                steps.add(new ImageStep(instruction, step.created(), Optional.empty(), 0));
            } else {
                Optional<Descriptor> layer = Optional.of(layers.get(count++));
                steps.add(new ImageStep(instruction, step.created(), layer, count));
            }
        }
        return List.copyOf(steps);
    }

    private static List<ImageStep> withoutHistory(List<Descriptor> layers) {
        var steps = new ArrayList<ImageStep>();
        for (Descriptor layer : layers) {
            steps.add(new ImageStep("", Optional.empty(), Optional.of(layer), steps.size() + 1));
        }
        return List.copyOf(steps);
    }

    private static String instruction(String createdBy) {
        if (createdBy.startsWith(NO_OPERATION)) {
            return createdBy.substring(NO_OPERATION.length()).strip();
        }
        return createdBy.startsWith(SHELL)
                ? "RUN " + createdBy.substring(SHELL.length()).strip()
                : createdBy.strip();
    }
}
