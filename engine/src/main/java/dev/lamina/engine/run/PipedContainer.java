package dev.lamina.engine.run;

import dev.lamina.engine.runtime.RuntimeComplaint;
import dev.lamina.engine.stream.ReaderLoss;
import dev.lamina.engine.stream.SignalForwarding;
import dev.lamina.engine.stream.StandardStreams;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.OptionalInt;

/// A container whose runtime is a child of this process, which has its streams.
///
/// @param process   of the runtime
/// @param streams   of the command; what it wrote may not have been passed on when it has ended
/// @param beginning tells whether the command itself has begun
record PipedContainer(
        Process process,
        StandardStreams streams,
        Beginning beginning,
        ReaderLoss loss,
        SignalForwarding signals)
        implements RunningContainer {

    @Override
    public OptionalInt await() throws IOException {
        int status = status();
        if (status != 0 && !signals.forced()) {
            throwComplaint();
        }
        return OptionalInt.of(loss.status(status));
    }

    private int status() throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a container ran");
        }
    }

    private void throwComplaint() throws IOException {
        Optional<RuntimeComplaint> complaint = beginning.complaint();
        if (complaint.isEmpty() && !beginning.mayHaveCome()) {
            String words = streams.keptBack().strip();
            complaint =
                    Optional.of(words).filter(text -> !text.isEmpty()).map(RuntimeComplaint::new);
        }
        if (complaint.isPresent()) {
            throw complaint.get().toException();
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
