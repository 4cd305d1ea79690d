package dev.lamina.cli.training;

import dev.lamina.cli.Main;
import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.hub.Hub;
import dev.lamina.hub.HubSettings;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Does what users do, in one process that records what it needs: `java -XX:AOTCacheOutput`.
///
/// A later process starts with the classes of this one loaded and linked, and knows what in them is
/// called often. All of them, hence each group of commands has a training of its own, and so has the
/// hub, which serves the others meanwhile.
public final class Training {

    private static final String IMAGE_FILE = "image";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final Path directory;

    private Training(Path directory) {
        this.directory = directory;
    }

    /// Trains a group of commands, while the hub's training runs. The group `transfer` comes first: it
    /// leaves the store that the others look into.
    ///
    /// @param arguments a directory for all that is written on the way, empty at first; and the
    ///     name of a [TrainingGroup], or `hub`, which ends when standard input does
    public static void main(String[] arguments) throws IOException {
        var training = new Training(Path.of(arguments[0]));
        if (arguments[1].equals("hub")) {
            training.serve();
            return;
        }
        TrainingGroup group = TrainingGroup.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        if (group == TrainingGroup.TRANSFER) {
            training.awaitImage();
        }
        training.run(group);
    }

    /// Serves an image until standard input ends.
    private void serve() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Hub hub =
                Hub.start(
                        HubSettings.of(loopback, directory.resolve("hub"))
                                .withAnonymousPush(true))) {
            String image = "127.0.0.1:" + hub.address().getPort() + "/library/training:1";
            new TrainingImage(directory).push(image, environment());
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

    private void run(TrainingGroup group) throws IOException {
        String image = Files.readString(directory.resolve(IMAGE_FILE));
        for (String command : group.commands()) {
            run(List.of(command.replace("IMAGE", image).split(" ")));
        }
    }

    /// Runs a command, with or without success: a machine may lack what it needs.
    private void run(List<String> words) throws IOException {
        Path output = directory.resolve("output");
        try (var out = Files.newOutputStream(output);
                var context =
                        new Context(
                                Console.of(InputStream.nullInputStream(), out, out),
                                environment(),
                                Map.of(
                                        "os.arch", System.getProperty("os.arch"),
                                        "os.name", System.getProperty("os.name"),
                                        "os.version", System.getProperty("os.version"),
                                        "user.home", directory.toString(),
                                        "user.name", System.getProperty("user.name")),
                                InstantSource.system())) {
            int status = Main.run(context, words);
            System.err.println(String.join(" ", words) + ": " + status);
        }
        Files.copy(output, System.err);
    }

    /// Nothing of the user's, neither configuration nor credentials nor proxies.
    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin"));
        environment.put("HOME", directory.toString());
        environment.put("LAMINA_ROOT", directory.resolve("store").toString());
        return environment;
    }
}
