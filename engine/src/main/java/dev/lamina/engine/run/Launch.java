package dev.lamina.engine.run;

import dev.lamina.engine.store.Store;
import dev.lamina.linux.MountNamespace;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of a container, from mounting its root file system to the end of its command.
///
/// Everything is mounted in a mount namespace of its own, which lives as long as the runtime does:
/// whatever ends this process or the runtime leaves nothing mounted.
final class Launch {

    /// Gives a program a session of its own, so that a terminal's signals reach it only through us.
    private static final List<Path> SETSID =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final Store store;
    private final Map<String, String> environment;
    private final Runtime runtime;
    private final ContainerRecord container;
    private final ContainerPaths paths;
    private boolean forced;

    Launch(
            Store store,
            Map<String, String> environment,
            Runtime runtime,
            ContainerRecord container,
            ContainerPaths paths) {
        this.store = store;
        this.environment = environment;
        this.runtime = runtime;
        this.container = container;
        this.paths = paths;
    }

    /// Starts the container's command and waits for its end.
    ///
    /// @param namespace of this container alone
    /// @param streams   of the command
    /// @return its exit status; what it wrote may not have been passed on yet
    int run(MountNamespace namespace, StandardStreams streams) throws IOException {
        try (var signals = SignalForwarding.begin(container.terminal())) {
            Process process = namespace.call(() -> start(streams));
            signals.to(new ForegroundRuntime(process, paths.pid()));
            streams.begin();
            int status = await(process);
            forced = signals.forced();
            if (status != 0 && !forced) {
                Optional<RuntimeComplaint> complaint = RuntimeComplaint.last(paths.runtimeLog());
                if (complaint.isPresent()) {
                    throw complaint.get().toException();
                }
            }
            return status;
        }
    }

    /// Tells whether the command was killed because the user insisted on an end.
    boolean forced() {
        return forced;
    }

    private Process start(StandardStreams streams) throws IOException {
        new Preparation(store, environment, runtime, container, paths).prepare();
        if (runtime.crun()) {
            Cgroups.hideHybrid();
        }
        return streams.start(new ProcessBuilder(command(Cgroups.available())));
    }

    private List<String> command(boolean cgroups) {
        List<String> command = new ArrayList<>();
        if (!container.terminal()) {
            for (Path setsid : SETSID) {
                if (command.isEmpty() && Files.isExecutable(setsid)) {
                    command.add(setsid.toString());
                }
            }
        }
        command.addAll(runtime.run(container.id(), paths, cgroups));
        return command;
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a container ran");
        }
    }
}
