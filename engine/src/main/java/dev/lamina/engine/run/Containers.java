package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerIds;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.container.UnreadableContainer;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.runtime.FoundRuntimes;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.container.ContainerChange;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerRunningException;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerStoppedException;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.engine.value.container.InstalledRuntime;
import dev.lamina.engine.value.container.NoSuchContainerException;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.engine.value.container.RunOptions;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.NotFoundException;
import dev.lamina.linux.SearchPath;
import dev.lamina.linux.SignalNames;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// The containers of a store.
///
/// A container that runs is locked by the process that waits for it. Where nobody has the lock and
/// no end is on record, that process was killed; the runtime then knows what became of the
/// container.
public final class Containers {

    /// Between two looks whether a container has ended.
    private static final long PAUSE_NANOS = 50_000_000;

    /// Stands for the image of a container whose record cannot be read.
    private static final String UNKNOWN = "<unknown>";

    private final Images images;
    private final Store store;
    private final Map<String, String> environment;
    private final ContainerShelf shelf;

    /// Opens the containers of a store.
    ///
    /// @param environment of the caller
    public Containers(Images images, Map<String, String> environment) {
        this.images = images;
        this.store = images.store();
        this.environment = environment;
        this.shelf = new ContainerShelf(images.store());
    }

    /// Finds the programs that run containers, the one for those without a terminal first.
    ///
    /// @param environment of the caller
    public static List<InstalledRuntime> runtimes(Map<String, String> environment)
            throws IOException {
        return FoundRuntimes.find(environment);
    }

    /// Lists the kernel's security modules that containers are subject to.
    ///
    /// @param environment of the caller
    public static List<String> securityModules(Map<String, String> environment) throws IOException {
        return new SecurityModules(Path.of("/"), SearchPath.of(environment)).names();
    }

    /// Runs a container of an image in the foreground.
    ///
    /// @param starting is called right before its command is started, when all is prepared for it; by
    ///     another thread, which waits for it
    /// @return the exit status of its command, 128 plus the signal if one ended it, that of SIGPIPE also
    ///     if nobody read its output any more; 0 if somebody left it running
    /// @throws NotFoundException if there is no such image
    /// @throws RunFailedException if it could not be run
    public int run(RunOptions options, Runnable starting) throws IOException {
        return new ForegroundRun(images, environment, shelf, options).run(starting);
    }

    /// Lists the containers, the youngest first; last those of which nothing can be read any more.
    ///
    /// @param all also those that do not run
    public List<ContainerSummary> list(boolean all) throws IOException {
        List<ContainerSummary> summaries = new ArrayList<>();
        ContainerShelf.Found found = shelf.look();
        for (ContainerRecord record : found.whole()) {
            ContainerSummary summary = summary(record);
            boolean running = summary.status().state() == ContainerStatus.State.RUNNING;
            if (running || all && !isLeftover(record, summary.status())) {
                summaries.add(summary);
            }
        }
        for (UnreadableContainer container : found.unreadable()) {
            ContainerSummary summary = summary(container);
            if (all || summary.status().state() == ContainerStatus.State.RUNNING) {
                summaries.add(summary);
            }
        }
        return summaries;
    }

    /// Tells whether the next run will remove it, because somebody left it running and it was to be
    /// removed at its end.
    private boolean isLeftover(ContainerRecord record, ContainerStatus status) throws IOException {
        return record.removeAfterwards()
                && status.state() == ContainerStatus.State.EXITED
                && !watch(record).isWaitedFor();
    }

    private ContainerSummary summary(ContainerRecord record) throws IOException {
        return new ContainerSummary(
                record.id(),
                record.name(),
                record.image(),
                record.imageId().toString(),
                record.command(),
                record.created(),
                watch(record).status());
    }

    private ContainerSummary summary(UnreadableContainer container) throws IOException {
        return new ContainerSummary(
                container.id(),
                ContainerIds.shortened(container.id()),
                UNKNOWN,
                "",
                List.of(),
                container.changed(),
                watch(container.id()).statusOfUnreadable(container.fault()));
    }

    private ContainerWatch watch(ContainerRecord record) {
        return watch(record.id());
    }

    private ContainerWatch watch(String id) {
        return new ContainerWatch(store, environment, shelf, id);
    }

    /// Finds a container by name, by ID or by the beginning of an ID.
    ///
    /// @throws NotFoundException if there is none
    /// @throws StoreDamagedException if its record cannot be read
    public ContainerDetails details(String nameOrId) throws IOException {
        ContainerRecord record = find(nameOrId);
        return DetailedContainer.of(record, summary(record), shelf.paths(record.id()));
    }

    private ContainerRecord find(String nameOrId) throws IOException {
        try {
            return shelf.find(nameOrId);
        } catch (NoSuchContainerException e) {
            UnreadableContainer container;
            try {
                container = shelf.findUnreadable(nameOrId);
            } catch (NoSuchContainerException none) {
                throw e;
            }
            throw new StoreDamagedException(
                    shelf.paths(container.id()).record(),
                    container.fault() + ": the container can only be removed");
        }
    }

    /// Asks a container to end, and kills it if that takes too long; one that does not run has ended.
    ///
    /// @param signal  what asks it; absent for what the container was made with, else TERM
    /// @param seconds how long it may take, negative for ever; absent for what the container was made
    ///     with, else 10
    /// @throws NotFoundException if there is none
    /// @throws IllegalArgumentException if there is no such signal
    public void stop(String nameOrId, Optional<String> signal, OptionalInt seconds)
            throws IOException {
        ContainerRecord record = find(nameOrId);
        new ContainerStop(watch(record), record.id(), record.process()).stop(signal, seconds);
    }

    /// Sends a signal to a container; KILL ends it.
    ///
    /// @throws NotFoundException if there is none
    /// @throws ContainerStoppedException if it does not run
    /// @throws IllegalArgumentException if there is no such signal
    public void kill(String nameOrId, String signal) throws IOException {
        // First, as Docker does: it is wrong for every container.
        int number = SignalNames.parse(signal);
        ContainerRecord record = find(nameOrId);
        new ContainerStop(watch(record), record.id(), record.process()).kill(nameOrId, number);
    }

    /// Removes a container and what it wrote, also if its record cannot be read.
    ///
    /// @param force also if it runs; then it is killed first
    /// @throws NotFoundException if there is none
    /// @throws ContainerRunningException if it runs
    public void remove(String nameOrId, boolean force) throws IOException {
        Removed removed = removed(nameOrId);
        if (removed.status().state() == ContainerStatus.State.RUNNING) {
            if (!force) {
                throw removed.running();
            }
            new ContainerStop(watch(removed.id()), removed.id(), removed.process()).end();
        }
        // The process that waits for the container notes its end, then lets go of it.
        try (StoreLock _ = lockEnded(removed, force)) {
            shelf.remove(removed.id(), true);
        }
    }

    private Removed removed(String nameOrId) throws IOException {
        try {
            ContainerRecord record = shelf.find(nameOrId);
            return new Removed(
                    record.id(), record.name(), record.process(), watch(record).status());
        } catch (NoSuchContainerException e) {
            UnreadableContainer container = shelf.findUnreadable(nameOrId);
            ContainerSummary summary = summary(container);
            return new Removed(
                    summary.id(), summary.name(), ProcessOptions.DEFAULT, summary.status());
        }
    }

    /// A container that is to be removed.
    private record Removed(String id, String name, ProcessOptions process, ContainerStatus status) {

        ContainerRunningException running() {
            return new ContainerRunningException(name, ContainerIds.shortened(id));
        }
    }

    /// Waits until nobody waits for a container any more.
    ///
    /// @param force whether it is killed again meanwhile: a runtime that has only begun may not know
    ///     the container yet
    private StoreLock lockEnded(Removed removed, boolean force) throws IOException {
        Optional<StoreLock> lock = store.tryLock(ContainerWatch.lockName(removed.id()));
        while (lock.isEmpty()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while a container was to end");
            }
            lock = store.tryLock(ContainerWatch.lockName(removed.id()));
            if (lock.isEmpty() && force) {
                watch(removed.id()).kill();
            } else if (lock.isEmpty() && !shelf.hasExit(removed.id())) {
                throw removed.running();
            }
        }
        return lock.get();
    }

    /// Lists what a container changed in its root file system, by path.
    ///
    /// @throws NotFoundException if there is none
    public List<ContainerChange> changes(String nameOrId) throws IOException {
        ContainerRecord record = find(nameOrId);
        return new UpperDiff(
                        store.tree(record.layers()),
                        shelf.paths(record.id()).upper(),
                        record.mounts())
                .changes();
    }
}
