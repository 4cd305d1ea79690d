package dev.lamina.engine.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.function.BooleanSupplier;

/// This process's own standard streams: the runtime stands between them and the container's terminal.
/// What it writes to standard error is no output of the container, and kept back.
public final class InheritedStreams implements StandardStreams {

    /// A pipe holds as much (pipe(7)).
    private static final int MAX_KEPT = 64 * 1024;

    private final boolean interactive;
    private @Nullable Process runtime;

    /// @param interactive whether the container reads standard input
    public InheritedStreams(boolean interactive) {
        this.interactive = interactive;
    }

    @Override
    public Process start(ProcessBuilder program) throws IOException {
        program.inheritIO().redirectError(Redirect.PIPE);
        if (!interactive) {
            program.redirectInput(Redirect.PIPE);
        }
        Process process = program.start();
        if (!interactive) {
            process.getOutputStream().close();
        }
        runtime = process;
        return process;
    }

    @Override
    public void begin(BooleanSupplier begun, ReaderLoss loss) {
        // Nothing lies between.
    }

    @Override
    public String keptBack() throws IOException {
        return runtime == null
                ? ""
                : new String(runtime.getErrorStream().readNBytes(MAX_KEPT), UTF_8);
    }

    @Override
    public void finish() {
        // The runtime has passed it on.
    }
}
