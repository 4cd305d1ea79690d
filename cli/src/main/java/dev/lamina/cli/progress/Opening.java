package dev.lamina.cli.progress;

import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.image.Reference;

import java.io.PrintStream;

/// The lines of a transfer that belong to no layer.
final class Opening {

    private Opening() {}

    static void print(PrintStream out, TransferEvent.Retrying retrying) {
        long seconds = Math.ceilDiv(retrying.pause().toMillis(), 1000L);
        out.println(Direction.retrying(seconds, Printable.line(retrying.reason())));
        out.flush();
    }

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
