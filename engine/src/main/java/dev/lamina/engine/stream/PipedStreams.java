package dev.lamina.engine.stream;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.Descriptor;
import dev.lamina.linux.LinuxException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Pipes between this process's standard streams and those of a container.
///
/// The files, pipes and terminals that the caller gave this process never reach the container. crun
/// 1.8 would give the files to the container's user, and a program in it could read and steer the
/// terminal (ioctl_tty(2), `TIOCSTI`).
///
/// Where the caller's standard output and error are the same file, the container's are the same pipe:
/// what it writes stays in order.
public final class PipedStreams implements StandardStreams {

    private static final Descriptor INPUT = Descriptor.standard(0);
    private static final Descriptor OUTPUT = Descriptor.standard(1);
    private static final Descriptor ERROR = Descriptor.standard(2);

    private final boolean interactive;
    private final Descriptor.Pipe input;
    private final Descriptor.Pipe output;
    private final Descriptor.@Nullable Pipe error;
    private final Descriptor.Pipe end;
    private final List<Pump> outputs = new ArrayList<>();
    private boolean ended;

    /// Opens the pipes.
    ///
    /// @param interactive whether the container reads this process's standard input; else it finds
    ///     the end there
    public PipedStreams(boolean interactive) throws IOException {
        this.interactive = interactive;
        this.input = Descriptor.pipe();
        this.output = Descriptor.pipe();
        this.error = isSame(OUTPUT, ERROR) ? null : Descriptor.pipe();
        this.end = Descriptor.pipe();
    }

    private static boolean isSame(Descriptor one, Descriptor other) throws IOException {
        return Files.readSymbolicLink(one.path()).equals(Files.readSymbolicLink(other.path()));
    }

    @Override
    public Process start(ProcessBuilder program) throws IOException {
        program.redirectInput(Redirect.from(input.source().path().toFile()));
        program.redirectOutput(Redirect.to(output.sink().path().toFile()));
        Descriptor.Pipe errors = error == null ? output : error;
        program.redirectError(Redirect.to(errors.sink().path().toFile()));
        return program.start();
    }

    @Override
    public void begin(BooleanSupplier begun, ReaderLoss loss) throws LinuxException {
        input.source().close();
        if (interactive) {
            Pump.toPipe(INPUT, input.sink(), end.source());
        } else {
            input.sink().close();
        }
        output.sink().close();
        // A runtime complains on standard error.
        BooleanSupplier shared = error == null ? begun : () -> true;
        outputs.add(Pump.fromPipe(output.source(), OUTPUT, end.source(), shared, loss));
        if (error != null) {
            error.sink().close();
            outputs.add(Pump.fromPipe(error.source(), ERROR, end.source(), begun, loss));
        }
    }

    @Override
    public String keptBack() throws IOException {
        drain();
        var text = new StringBuilder();
        for (Pump pump : outputs) {
            text.append(pump.takeHeld());
        }
        return text.toString();
    }

    @Override
    public void finish() throws IOException {
        drain();
        for (Pump pump : outputs) {
            try {
                pump.finish();
            } catch (LinuxException e) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE, "output of the container: " + e.getMessage());
            }
        }
    }

    /// No more will come; waits until all that is there is passed on or kept back.
    private void drain() throws LinuxException, InterruptedIOException {
        if (!ended) {
            ended = true;
            end.sink().close();
        }
        for (Pump pump : outputs) {
            pump.await();
        }
    }
}
