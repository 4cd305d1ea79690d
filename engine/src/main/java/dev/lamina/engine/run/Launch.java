package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.runtime.Cgroups;
import dev.lamina.engine.runtime.ForegroundRuntime;
import dev.lamina.engine.runtime.Keeper;
import dev.lamina.engine.runtime.KeptContainer;
import dev.lamina.engine.runtime.Runtime;
import dev.lamina.engine.runtime.RuntimeProcess;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.stream.DetachKeys;
import dev.lamina.engine.stream.ReaderLoss;
import dev.lamina.engine.stream.SignalForwarding;
import dev.lamina.engine.stream.StandardStreams;
import dev.lamina.engine.stream.TerminalRelay;
import dev.lamina.linux.MountNamespace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The start of a container: its root file system is mounted, its bundle written, its command begins.
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
    private final Runnable starting;

    /// @param starting is called right before the command is started, when all is prepared for it
    Launch(
            Store store,
            Map<String, String> environment,
            Runtime runtime,
            ContainerRecord container,
            Runnable starting) {
        this.store = store;
        this.environment = environment;
        this.runtime = runtime;
        this.container = container;
        this.paths = new ContainerPaths(store.paths().container(container.id()));
        this.starting = starting;
    }

    /// Starts the container's command.
    ///
    /// @param namespace of this container alone
    /// @param streams   of the command
    RunningContainer start(MountNamespace namespace, StandardStreams streams) throws IOException {
        var signals = SignalForwarding.begin(container.terminal());
        boolean started = false;
        try {
            Process process = namespace.call(() -> start(streams));
            var foreground = new ForegroundRuntime(process, paths.pid());
            var loss = new ReaderLoss(foreground);
            var beginning = new Beginning(runtime, paths);
            signals.to(foreground);
            streams.begin(beginning::mayHaveCome, loss);
            started = true;
            return new PipedContainer(process, streams, beginning, loss, signals);
        } finally {
            if (!started) {
                signals.close();
            }
        }
    }

    /// Starts the container's command on a terminal that is kept for it.
    RunningContainer startKept(
            MountNamespace namespace, Keeper keeper, DetachKeys keys, boolean interactive)
            throws IOException {
        var signals = SignalForwarding.begin(true);
        boolean started = false;
        try {
            KeptContainer kept =
                    namespace.call(
                            () -> {
                                boolean cgroups = prepare();
                                return keeper.create(runtime, container.id(), paths, cgroups);
                            });
            signals.to(kept);
            var loss = new ReaderLoss(kept);
            TerminalRelay relay = show(kept, namespace, interactive, keys, loss);
            started = true;
            return new TerminalContainer(kept, relay, loss, signals);
        } finally {
            if (!started) {
                signals.close();
            }
        }
    }

    /// Looks on, and then has the command begin.
    private TerminalRelay show(
            KeptContainer kept,
            MountNamespace namespace,
            boolean interactive,
            DetachKeys keys,
            ReaderLoss loss)
            throws IOException {
        boolean done = false;
        try {
            TerminalRelay relay = TerminalRelay.open(paths, interactive, keys, loss);
            try {
                namespace.call(
                        () -> {
                            starting.run();
                            kept.start();
                            return kept;
                        });
                done = true;
                return relay;
            } finally {
                if (!done) {
                    relay.close();
                }
            }
        } finally {
            if (!done) {
                kept.kill();
                kept.awaitEnd();
            }
        }
    }

    private Process start(StandardStreams streams) throws IOException {
        boolean cgroups = prepare();
        starting.run();
        return streams.start(RuntimeProcess.of(command(cgroups)));
    }

    /// Mounts the container's root file system and writes the bundle, in the calling thread's mount
    /// namespace.
    ///
    /// @return whether there are cgroups to put it into
    private boolean prepare() throws IOException {
        new Preparation(store, environment, runtime, container, paths).prepare();
        if (runtime.crun()) {
            Cgroups.hideHybrid();
        }
        return Cgroups.available();
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
}
