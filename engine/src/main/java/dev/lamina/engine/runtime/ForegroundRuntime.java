package dev.lamina.engine.runtime;

import dev.lamina.engine.stream.SignalForwarding;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A runtime that waits for its container's end, and passes signals on to it.
///
/// @param process of the runtime
/// @param pidFile where it writes down the number of the container's first process
public record ForegroundRuntime(Process process, Path pidFile)
        implements SignalForwarding.Receiver {

    @Override
    public void signal(int signal) throws LinuxException {
        if (process.isAlive()) {
            Signals.send(process.pid(), signal);
        }
    }

    /// The runtime tidies up after a container that is killed; so it is killed itself only if it has
    /// none yet.
    @Override
    public void kill() throws LinuxException {
        if (process.isAlive()) {
            long container = container();
            Signals.send(container > 0 ? container : process.pid(), Signals.KILL);
        }
    }

    /// The number stays that of the container's process as long as the runtime waits for it.
    private long container() {
        try {
            return Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
