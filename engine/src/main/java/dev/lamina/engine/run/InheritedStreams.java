package dev.lamina.engine.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/// This process's own standard streams: the runtime stands between them and the container's terminal.
///
/// @param interactive whether the container reads standard input
record InheritedStreams(boolean interactive) implements StandardStreams {

    @Override
    public Process start(ProcessBuilder program) throws IOException {
        program.inheritIO();
        if (!interactive) {
            program.redirectInput(Redirect.PIPE);
        }
        Process process = program.start();
        if (!interactive) {
            process.getOutputStream().close();
        }
        return process;
    }

    @Override
    public void begin() {
        // Nothing lies between.
    }

    @Override
    public void finish() {
        // The runtime has passed it on.
    }
}
