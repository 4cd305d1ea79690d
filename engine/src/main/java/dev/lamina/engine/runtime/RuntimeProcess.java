package dev.lamina.engine.runtime;

import java.util.List;
import java.util.Set;

/// A process of a runtime, before it starts.
///
/// It does not get what systemd tells its own services: crun hands descriptors from 3 on over to the
/// container if `LISTEN_FDS` is set (sd_listen_fds(3)), and both runtimes put a socket of their own in
/// the place of `NOTIFY_SOCKET` (sd_notify(3)).
public final class RuntimeProcess {

    private static final Set<String> OF_SERVICES =
            Set.of("LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "NOTIFY_SOCKET");

    private RuntimeProcess() {}

    public static ProcessBuilder of(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(OF_SERVICES);
        return builder;
    }
}
