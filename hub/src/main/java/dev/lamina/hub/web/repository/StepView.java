package dev.lamina.hub.web.repository;

import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.look.ImageStep;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Descriptor;

import java.util.List;
import java.util.Optional;

/// A step in the making of an image.
///
/// @param kind  `layer` or `setting`
/// @param size  of the layer
/// @param width of its bar, 1 to 100: its size beside the largest
record StepView(String kind, String instruction, Optional<String> size, Optional<Integer> width) {

    static List<StepView> of(ImageLook look) {
        long largest =
                look.manifest().layers().stream().mapToLong(Descriptor::size).max().orElse(1);
        return look.steps().stream().map(step -> of(step, Math.max(1, largest))).toList();
    }

    private static StepView of(ImageStep step, long largest) {
        Optional<Long> size = step.layer().map(Descriptor::size);
        String said = step.instruction().isEmpty() ? "(not told)" : step.instruction();
        return new StepView(
                step.layer().isPresent() ? "layer" : "setting",
                said,
                size.map(Words::size),
                size.map(bytes -> (int) Math.max(1, bytes * 100 / largest)));
    }
}
