package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.runtime.Keeper;
import dev.lamina.engine.runtime.Runtime;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.stream.DetachKeys;
import dev.lamina.engine.stream.InheritedStreams;
import dev.lamina.engine.stream.PipedStreams;
import dev.lamina.engine.stream.StandardStreams;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.engine.value.container.RunOptions;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.MountNamespace;
import dev.lamina.linux.Terminals;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A run in the foreground, in three acts, each of its own: the container is made ([MadeContainer]), its
/// command is started ([Launch]), its end is awaited ([RunningContainer]).
final class ForegroundRun {

    private final Images images;
    private final Store store;
    private final Map<String, String> environment;
    private final ContainerShelf shelf;
    private final RunOptions options;

    ForegroundRun(
            Images images,
            Map<String, String> environment,
            ContainerShelf shelf,
            RunOptions options) {
        this.images = images;
        this.store = images.store();
        this.environment = environment;
        this.shelf = shelf;
        this.options = options;
    }

    /// See [Containers#run].
    int run(Runnable starting) throws IOException {
        // It takes its time to begin; meanwhile the image is read.
        try (MountNamespace namespace = MountNamespace.open()) {
            Optional<Keeper> keeper = options.terminal() ? Keeper.find() : Optional.empty();
            DetachKeys keys = DetachKeys.parse(options.detachKeys());
            Runtime runtime = Runtime.find(environment, options.terminal() && keeper.isEmpty());
            ImageDetails image = images.find(options.image());
            StandardStreams streams = streams(keeper);
            new Leftovers(store, environment, shelf).remove();
            var creation = new Creation(options, image, environment, shelf);
            Ended ended;
            try (var made = MadeContainer.create(store, shelf, creation)) {
                var launch = new Launch(store, environment, runtime, made.record(), starting);
                ended =
                        run(
                                made,
                                () ->
                                        keeper.isPresent()
                                                ? launch.startKept(
                                                        namespace,
                                                        keeper.get(),
                                                        keys,
                                                        options.interactive())
                                                : launch.start(namespace, streams));
            }
            // Last: its reader may take its time, and the container has ended.
            streams.finish();
            if (ended.forced()) {
                throw new RunFailedException(
                        RunFailedException.FORCED, "got 3 SIGTERM/SIGINTs, forcefully exiting");
            }
            return ended.status().orElse(0);
        } catch (LinuxException e) {
            throw e.errno() == Errno.EPERM ? notPermitted() : e;
        }
    }

    /// Without a keeper the runtime shows the container's terminal on ours, which there must be.
    private StandardStreams streams(Optional<Keeper> keeper) throws IOException {
        if (!options.terminal()) {
            return new PipedStreams(options.interactive());
        }
        if (keeper.isEmpty() && Terminals.size(0).isEmpty()) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "-t: expected conmon to be installed, or standard input to be a terminal, got"
                            + " neither: apt-get install conmon");
        }
        return new InheritedStreams(options.interactive());
    }

    private static RunFailedException notPermitted() {
        return new RunFailedException(
                RunFailedException.NOT_MADE,
                "container: expected the right to mount (root, or CAP_SYS_ADMIN), and the kernel"
                        + " refused it: run the command as root");
    }

    /// The second act, whichever way.
    @FunctionalInterface
    private interface Start {
        RunningContainer start() throws IOException;
    }

    /// How it went.
    ///
    /// @param status nothing if somebody left it running
    private record Ended(OptionalInt status, boolean forced) {}

    private static Ended run(MadeContainer made, Start start) throws IOException {
        Instant started = Instant.now();
        OptionalInt code = OptionalInt.of(RunFailedException.NOT_MADE);
        try (RunningContainer running = start.start()) {
            code = running.await();
            return new Ended(code, running.forced());
        } catch (RunFailedException e) {
            code = OptionalInt.of(e.exitStatus());
            throw e;
        } finally {
            if (code.isPresent()) {
                made.end(started, code.getAsInt());
            }
        }
    }
}
