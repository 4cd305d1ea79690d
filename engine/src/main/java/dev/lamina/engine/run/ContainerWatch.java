package dev.lamina.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.container.ContainerExit;
import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.runtime.Cgroups;
import dev.lamina.engine.runtime.Keeper;
import dev.lamina.engine.runtime.Runtime;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.linux.MountNamespace;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out how far one container has come, from outside.
final class ContainerWatch {

    /// The status of a container whose end nobody saw.
    private static final int UNSEEN = 255;

    private static final int MAX_OUTPUT = 64 * 1024;

    private final Store store;
    private final Map<String, String> environment;
    private final ContainerShelf shelf;
    private final String id;
    private final ContainerPaths paths;

    ContainerWatch(Store store, Map<String, String> environment, ContainerShelf shelf, String id) {
        this.store = store;
        this.environment = environment;
        this.shelf = shelf;
        this.id = id;
        this.paths = shelf.paths(id);
    }

    /// Names the lock that is held by the process that waits for a container.
    static String lockName(String id) {
        return "container " + id;
    }

    /// Returns the status.
    ContainerStatus status() throws IOException {
        // One that is kept has ended when its keeper has tidied up.
        boolean kept = Keeper.isAlive(id, paths);
        Optional<ContainerExit> exit;
        try {
            exit = kept ? Optional.empty() : shelf.exit(id);
        } catch (IOException e) {
            // Its end was written down, and that is damaged: it has ended, nobody knows how.
            return exited(startTime(), Optional.empty(), UNSEEN)
                    .withFault(String.valueOf(e.getMessage()));
        }
        if (exit.isPresent()) {
            return exited(
                    Optional.of(exit.get().started()),
                    Optional.of(exit.get().finished()),
                    exit.get().code());
        }
        boolean started = Files.exists(paths.pid());
        if (isWaitedFor()) {
            return started ? running() : created();
        }
        if (!started) {
            return created();
        }
        return kept || isRunning() ? running() : exited(startTime(), Optional.empty(), UNSEEN);
    }

    /// Tells whether the container runs although the process that waited for it is gone. The caller
    /// has the container's lock.
    boolean runsUnwatched() throws IOException {
        return Files.exists(paths.pid()) && isRunning();
    }

    /// Returns the status of a container whose record cannot be read. The caller has found it so.
    ContainerStatus statusOfUnreadable(String fault) throws IOException {
        boolean runs = isWaitedFor() || Keeper.isAlive(id, paths) || runsUnwatched();
        return runs
                ? running().withFault(fault)
                : ContainerStatus.of(
                                ContainerStatus.State.DEAD,
                                startTime(),
                                Optional.empty(),
                                UNSEEN,
                                0)
                        .withFault(fault);
    }

    private static ContainerStatus created() {
        return ContainerStatus.of(
                ContainerStatus.State.CREATED, Optional.empty(), Optional.empty(), 0, 0);
    }

    private static ContainerStatus exited(
            Optional<Instant> started, Optional<Instant> finished, int code) {
        return ContainerStatus.of(ContainerStatus.State.EXITED, started, finished, code, 0);
    }

    /// A runtime that is just writing the number down has not started the command for us yet.
    private ContainerStatus running() throws IOException {
        long pid;
        try {
            pid = Long.parseLong(Files.readString(paths.pid()).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return created();
        }
        return ContainerStatus.of(
                ContainerStatus.State.RUNNING, startTime(), Optional.empty(), 0, pid);
    }

    private Optional<Instant> startTime() throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(paths.pid()).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Runtime runtime() throws IOException {
        return Runtime.of(environment, id, paths);
    }

    /// Tells whether a process waits for the container's end, or has yet to note it.
    boolean isWaitedFor() throws IOException {
        return store.isLocked(lockName(id));
    }

    private boolean isRunning() throws IOException {
        Runtime runtime = runtime();
        String output = call(runtime, runtime.state(id, paths));
        try {
            String status = Json.parseObject(Bytes.utf8(output), "runtime").string("status");
            return status.equals("running") || status.equals("created");
        } catch (ImageFormatException e) {
            return false; // The runtime does not know the container any more.
        }
    }

    /// Kills all processes of the container. Where somebody waits for it, or keeps it, that one cleans up
    /// after it; two at once would get into each other's way.
    void kill() throws IOException {
        Runtime runtime = runtime();
        call(
                runtime,
                isWaitedFor() || Keeper.isAlive(id, paths)
                        ? runtime.kill(id, paths, Signals.KILL)
                        : runtime.delete(id, paths));
    }

    /// Sends a signal to the container's first process; does nothing if there is none any more.
    void signal(int signal) throws IOException {
        Runtime runtime = runtime();
        call(runtime, runtime.kill(id, paths, signal));
    }

    /// Calls the runtime and returns its output.
    private static String call(Runtime runtime, List<String> command) throws IOException {
        try (MountNamespace namespace = MountNamespace.open()) {
            Process process =
                    namespace.call(
                            () -> {
                                if (runtime.crun()) {
                                    Cgroups.hideHybrid();
                                }
                                return new ProcessBuilder(command)
                                        .redirectError(Redirect.DISCARD)
                                        .start();
                            });
            process.getOutputStream().close();
            byte[] output;
            // Closed before the wait: a program with more to say than is read must not wait for us.
            try (InputStream stdout = process.getInputStream()) {
                output = stdout.readNBytes(MAX_OUTPUT);
            }
            process.waitFor();
            return new String(output, UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the runtime was asked");
        }
    }
}
