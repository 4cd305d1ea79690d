package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.image.MountSupport;
import dev.lamina.image.Platform;
import dev.lamina.linux.SearchPath;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The place that the steps of a demo share: a directory, a hub, a store of its own, and what was made so far.
///
/// Everything lies in one directory under /var/tmp, which is on a disk where /tmp often is memory.
/// Closing removes all of it and ends every program that still runs, also when the demo is
/// interrupted. The directory may be entered, not listed, by others: mmdebstrap is another user while
/// it works without the superuser.
final class Workshop implements AutoCloseable {

    /// The container that the demo makes.
    static final String CONTAINER = "web";

    private final Path directory;
    private final Path launcher;
    private final Context context;
    private final Map<String, String> environment;
    private final DemoHub hub;
    private final Thread atExit = new Thread(this::interrupt, "demo-interrupt");
    private final AtomicBoolean cleaned = new AtomicBoolean();
    private volatile boolean interrupted;
    private @Nullable List<MadeImage> images;

    private Workshop(Path directory, Path launcher, Context context) throws IOException {
        this.directory = directory;
        this.launcher = launcher;
        this.context = context;
        this.environment = new HashMap<>(context.environment());
        this.hub = DemoHub.start(directory.resolve("hub"));
        environment.put("PATH", SearchPath.of(environment).text());
        environment.put("LAMINA_ROOT", store().toString());
        environment.put("LAMINA_CONFIG", writeConfiguration().toString());
        environment.put("DOCKER_CONFIG", directory.resolve("docker").toString());
    }

    /// Makes the directory and starts the hub.
    static Workshop open(Context context) throws IOException {
        String launcher = context.environment().getOrDefault("LAMINA_LAUNCHER", "");
        if (launcher.isEmpty()) {
            throw new CommandFailedException(
                    "demo: expected to be started by the lamina launcher, which sets"
                            + " LAMINA_LAUNCHER");
        }
        Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "lamina-demo-");
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            var workshop =
                    new Workshop(
                            directory, Path.of(launcher).toAbsolutePath().normalize(), context);
            Runtime.getRuntime().addShutdownHook(workshop.atExit);
            return workshop;
        } catch (IOException | RuntimeException e) {
            DirectoryTree.delete(directory);
            throw e;
        }
    }

    /// Docker Hub is mirrored to the embedded hub, so that a user types `lamina pull nginx`.
    private Path writeConfiguration() throws IOException {
        String configuration =
                """
                {
                  "registries": {
                    "docker.io": { "mirrors": ["http://%s"] }
                  }
                }
                """
                        .formatted(hub.address());
        return Files.writeString(directory.resolve("config.json"), configuration);
    }

    Path directory() {
        return directory;
    }

    Path launcher() {
        return launcher;
    }

    DemoHub hub() {
        return hub;
    }

    Map<String, String> environment() {
        return environment;
    }

    Platform platform() {
        return context.settings().platform();
    }

    Console console() {
        return context.console();
    }

    Programs programs() {
        return new Programs(SearchPath.of(environment));
    }

    /// Returns where commands are typed.
    ///
    /// @throws CommandFailedException if the process was asked to end: nothing may start any more
    Prompt prompt() throws CommandFailedException {
        if (interrupted) {
            throw new CommandFailedException("");
        }
        return new Prompt(launcher, environment, context.console(), context.clock());
    }

    /// Returns the images that were made.
    List<MadeImage> images() {
        List<MadeImage> made = images;
        if (made == null) {
            throw new IllegalStateException("no images made yet");
        }
        return made;
    }

    void setImages(List<MadeImage> made) {
        images = List.copyOf(made);
    }

    void heading(String text) {
        say("\n== " + text);
    }

    void say(String line) {
        context.out().println(line);
        context.console().flush();
    }

    /// Tells whether the process runs with all privileges.
    boolean superuser() {
        return "root".equals(context.properties().get("user.name"));
    }

    /// Says why no containers can run here, if none can.
    Optional<String> obstacleToContainers() {
        if (!superuser()) {
            return Optional.of("mounting an image and running a container need root");
        }
        try (var engine = Engine.open(context.settings().withRoot(store()))) {
            MountSupport support = engine.mountSupport();
            return support.way().isPresent() ? Optional.empty() : Optional.of(support.reason());
        }
    }

    private Path store() {
        return directory.resolve("store");
    }

    /// Tells whether the process was asked to end.
    boolean isInterrupted() {
        return interrupted;
    }

    /// Returns a way to say how far something is.
    Heartbeat heartbeat() {
        return new Heartbeat(
                context.clock(),
                line -> {
                    if (!interrupted) {
                        say(line);
                    }
                });
    }

    /// Lets the hub and the store outlive the demo, and says how to go on.
    void keep() throws IOException {
        Process server = hub.serveDetached(launcher, environment, directory.resolve("hub.log"));
        cleaned.set(true);
        say(
                """

                The hub and the store stay. To go on by hand:

                  export PATH=%3$s:$PATH
                  export LAMINA_ROOT=%1$s/store LAMINA_CONFIG=%1$s/config.json
                  lamina pull busybox
                  lamina run --rm busybox echo hello

                The pages of the hub, and who may change what they say:

                  %4$s
                  admin, password %5$s

                To end it:

                  kill %2$d; rm -rf %1$s\
                """
                        .formatted(
                                directory,
                                server.pid(),
                                launcher.getParent(),
                                hub.pages(),
                                hub.password()));
    }

    @Override
    public void close() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook runs or has run.
        }
    }

    private void interrupt() {
        interrupted = true;
        if (!cleaned.get()) {
            say("\ndemo: interrupted; cleaning up");
        }
        cleanUp();
    }

    /// Waits, where another thread cleans up already, until it has.
    private synchronized void cleanUp() {
        if (!cleaned.compareAndSet(false, true)) {
            return;
        }
        Programs.endAll();
        removeContainers();
        hub.close();
        try {
            DirectoryTree.delete(directory);
        } catch (UncheckedIOException e) {
            say("demo: some files stay: " + e.getCause().getMessage());
        }
    }

    private void removeContainers() {
        if (!Files.exists(directory.resolve("store/containers"))) {
            return;
        }
        try {
            programs()
                    .call(
                            List.of(launcher.toString(), "rm", "--force", CONTAINER),
                            environment,
                            line -> {});
        } catch (IOException e) {
            // There is no such container, as is usual.
        }
    }
}
