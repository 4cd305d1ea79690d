package dev.lamina.cli.progress;

import dev.lamina.engine.transfer.TransferEvent;
import dev.lamina.image.Reference;

import java.io.PrintStream;

/// The line that a transfer begins with.
final class Opening {

    private Opening() {}

    static void print(Direction direction, PrintStream out, TransferEvent.Resolved resolved) {
        Reference reference = resolved.reference();
        if (direction == Direction.PULL) {
            String name =
                    reference
                            .digest()
                            .map(Object::toString)
                            .or(reference::tag)
                            .orElse(Reference.DEFAULT_TAG);
            out.println(name + ": Pulling from " + reference.repository());
            out.flush();
        }
    }
}
