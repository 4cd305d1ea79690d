package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.runtime.Cgroups;
import dev.lamina.engine.runtime.ForegroundRuntime;
import dev.lamina.engine.runtime.Keeper;
import dev.lamina.engine.runtime.KeptContainer;
import dev.lamina.engine.runtime.Runtime;
import dev.lamina.engine.runtime.RuntimeComplaint;
import dev.lamina.engine.runtime.RuntimeProcess;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.stream.DetachKeys;
import dev.lamina.engine.stream.ReaderLoss;
import dev.lamina.engine.stream.SignalForwarding;
import dev.lamina.engine.stream.StandardStreams;
import dev.lamina.engine.stream.TerminalRelay;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.MountNamespace;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
    private final Runnable starting;
    private boolean forced;

    /// @param starting is called right before the command is started, when all is prepared for it
    Launch(
            Store store,
            Map<String, String> environment,
            Runtime runtime,
            ContainerRecord container,
            ContainerPaths paths,
            Runnable starting) {
        this.store = store;
        this.environment = environment;
        this.runtime = runtime;
        this.container = container;
        this.paths = paths;
        this.starting = starting;
    }

    /// Starts the container's command and waits for its end.
    ///
    /// @param namespace of this container alone
    /// @param streams   of the command
    /// @return its exit status; what it wrote may not have been passed on yet
    int run(MountNamespace namespace, StandardStreams streams) throws IOException {
        try (var signals = SignalForwarding.begin(container.terminal())) {
            Process process = namespace.call(() -> start(streams));
            var foreground = new ForegroundRuntime(process, paths.pid());
            var loss = new ReaderLoss(foreground);
            signals.to(foreground);
            streams.begin(this::mayHaveBegun, loss);
            int status = await(process);
            forced = signals.forced();
            if (status != 0 && !forced) {
                throwComplaint(streams);
            }
            return loss.status(status);
        }
    }

    /// What a runtime that is known writes to standard error before this is no output of the command. Both
    /// write the number of the container's process down when it is made, which the command may be faster
    /// than by a moment. runc does it so late that its log is asked too, where an error stands before it is
    /// shown.
    private boolean mayHaveBegun() {
        if (!runtime.isKnown() || Files.exists(paths.pid())) {
            return true;
        }
        try {
            return !runtime.crun() && RuntimeComplaint.last(paths.runtimeLog()).isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    private void throwComplaint(StandardStreams streams) throws IOException {
        Optional<RuntimeComplaint> complaint = RuntimeComplaint.last(paths.runtimeLog());
        if (complaint.isEmpty() && !mayHaveBegun()) {
            String words = streams.keptBack().strip();
            complaint =
                    Optional.of(words).filter(text -> !text.isEmpty()).map(RuntimeComplaint::new);
        }
        if (complaint.isPresent()) {
            throw complaint.get().toException();
        }
    }

    /// Starts the container's command on a terminal that is kept for it, and waits for its end.
    ///
    /// @return its exit status; nothing if somebody left it running
    OptionalInt runKept(
            MountNamespace namespace, Keeper keeper, DetachKeys keys, boolean interactive)
            throws IOException {
        try (var signals = SignalForwarding.begin(true)) {
            KeptContainer kept =
                    namespace.call(
                            () -> {
                                boolean cgroups = prepare();
                                return keeper.create(runtime, container.id(), paths, cgroups);
                            });
            signals.to(kept);
            var loss = new ReaderLoss(kept);
            if (show(kept, namespace, interactive, keys, loss)) {
                return OptionalInt.empty();
            }
            OptionalInt status = kept.awaitEnd();
            forced = signals.forced();
            if (status.isEmpty()) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE,
                        "conmon: expected it to wait for the container's end, got its own");
            }
            return OptionalInt.of(loss.status(status.getAsInt()));
        }
    }

    /// @return whether somebody left it running
    private boolean show(
            KeptContainer kept,
            MountNamespace namespace,
            boolean interactive,
            DetachKeys keys,
            ReaderLoss loss)
            throws IOException {
        boolean done = false;
        try (var relay = TerminalRelay.open(paths, interactive, keys, loss)) {
            namespace.call(
                    () -> {
                        starting.run();
                        kept.start();
                        return kept;
                    });
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

    /// Tells whether the command was killed because the user insisted on an end.
    boolean forced() {
        return forced;
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
