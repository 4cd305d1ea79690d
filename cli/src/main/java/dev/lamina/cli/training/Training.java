package dev.lamina.cli.training;

import dev.lamina.cli.Main;
import dev.lamina.hub.Hub;
import dev.lamina.hub.HubSettings;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Does what users do, in one process that records what it needs: `java -XX:AOTCacheOutput`.
///
/// A later process starts with the classes of this one loaded and linked, and knows what in them is
/// called often. All of them, hence there is more than one training. The hub serves them, and is not trained
/// itself.
public final class Training {

    private static final String IMAGE_FILE = "image";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final Path directory;

    private Training(Path directory) {
        this.directory = directory;
    }

    /// Trains groups of commands, while the hub serves them. The group `transfer` comes first: it leaves the
    /// store that the others look into, that of the environment. Ends with status 1, and a line for each, if
    /// commands ended otherwise than they should: then something else was trained. Those that run containers
    /// may, for what the machine lacks; their lines are written to the file `untrained`.
    ///
    /// @param arguments a directory for all that is written on the way, empty at first; and the
    ///     names of [TrainingGroup]s, or `hub`, which ends when standard input does
    public static void main(String[] arguments) throws IOException {
        var training = new Training(Path.of(arguments[0]));
        if (arguments[1].equals("hub")) {
            training.serve();
            return;
        }
        List<String> wrong = training.run(List.of(arguments).subList(1, arguments.length));
        Main.endsBySignal();
        Signals.endQuit();
        if (!wrong.isEmpty()) {
            wrong.forEach(System.err::println);
            System.exit(1);
        }
    }

    private List<String> run(List<String> groups) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : groups) {
            TrainingGroup group = TrainingGroup.valueOf(name.toUpperCase(Locale.ROOT));
            if (group == TrainingGroup.TRANSFER) {
                awaitImage();
            }
            List<String> lines = run(group);
            if (group == TrainingGroup.RUN && !lines.isEmpty()) {
                Files.write(directory.resolve("untrained"), lines);
            } else {
                wrong.addAll(lines);
            }
        }
        return wrong;
    }

    /// Serves an image until standard input ends.
    private void serve() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Hub hub =
                Hub.start(
                        HubSettings.of(loopback, directory.resolve("hub"))
                                .withAnonymousPush(true))) {
            String image = "127.0.0.1:" + hub.address().getPort() + "/library/training:1";
            new TrainingImage(directory).push(image, System.getenv());
            Path file = directory.resolve(IMAGE_FILE);
            Files.writeString(file.resolveSibling("image.new"), image);
            Files.move(file.resolveSibling("image.new"), file);
            System.in.read();
        }
    }

    /// The hub may still be starting.
    private void awaitImage() throws IOException {
        Instant end = Instant.now().plus(START_TIMEOUT);
        while (!Files.exists(directory.resolve(IMAGE_FILE))) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("no image to train with: the hub did not start");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /// Runs the commands as the process does that the launcher starts.
    ///
    /// @return the lines of those that ended otherwise than they should
    private List<String> run(TrainingGroup group) throws IOException {
        String image = Files.readString(directory.resolve(IMAGE_FILE));
        List<String> wrong = new ArrayList<>();
        for (TrainingGroup.Step step : group.steps()) {
            String line = step.line().replace("IMAGE", image);
            int status = Main.runAsProcess(line.split(" "));
            if (status != step.status()) {
                wrong.add(line + ": expected status " + step.status() + ", got " + status);
            }
        }
        return wrong;
    }
}
