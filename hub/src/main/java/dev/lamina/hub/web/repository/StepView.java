package dev.lamina.hub.web.repository;

import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Descriptor;
import dev.lamina.image.look.ImageStep;

import java.util.List;
import java.util.Optional;

/// A step in the making of an image.
///
/// @param kind        `layer` or `setting`
/// @param anchor      its name within the page: `layer-N`
/// @param instruction as far as a line has room
/// @param rest        the whole instruction, if a line has not room
/// @param size        of the layer
/// @param width       of its bar, 1 to 100: its size beside the largest
record StepView(
        String kind,
        Optional<String> anchor,
        String instruction,
        Optional<String> rest,
        Optional<String> size,
        Optional<Integer> width) {

    /// Longer instructions are cut where they are shown, and open by a click.
    private static final int LINE = 160;

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
                step.layer().map(_ -> "layer-" + step.layerNumber()),
                said.length() <= LINE ? said : Words.beginning(said, LINE),
                Optional.of(said).filter(text -> text.length() > LINE),
                size.map(Words::size),
                size.map(bytes -> (int) Math.max(1, bytes * 100 / largest)));
    }
}
