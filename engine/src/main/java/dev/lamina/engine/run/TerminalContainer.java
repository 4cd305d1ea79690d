package dev.lamina.engine.run;

import dev.lamina.engine.runtime.KeptContainer;
import dev.lamina.engine.stream.ReaderLoss;
import dev.lamina.engine.stream.SignalForwarding;
import dev.lamina.engine.stream.TerminalRelay;
import dev.lamina.engine.value.container.RunFailedException;

import java.io.IOException;
import java.util.OptionalInt;

/// A container on a terminal that is kept for it; this process looks on.
record TerminalContainer(
        KeptContainer kept, TerminalRelay relay, ReaderLoss loss, SignalForwarding signals)
        implements RunningContainer {

    @Override
    public OptionalInt await() throws IOException {
        if (watch()) {
            return OptionalInt.empty();
        }
        OptionalInt status = kept.awaitEnd();
        if (status.isEmpty()) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "conmon: expected it to wait for the container's end, got its own");
        }
        return OptionalInt.of(loss.status(status.getAsInt()));
    }

    /// @return whether somebody left it running
    private boolean watch() throws IOException {
        boolean done = false;
        try (relay) {
            boolean left = relay.run();
            done = true;
            return left;
        } finally {
            if (!done) {
                kept.kill();
                kept.awaitEnd();
            }
        }
    }

    @Override
    public boolean forced() {
        return signals.forced();
    }

    @Override
    public void close() {
        signals.close();
    }
}
