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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Does what users do, in one process that records what it needs: `java -XX:AOTCacheOutput`.
///
/// A later process starts with the classes of this one loaded and linked, and knows what in them is
/// called often. So each command that should start quickly is in [#COMMANDS], and pulls an image
/// that is large enough to tell what matters in a large one.
public final class Training {

    /// `IMAGE` stands for the reference of the image.
    private static final List<String> COMMANDS =
            List.of(
                    "--help",
                    "version",
                    "info",
                    "pull --quiet IMAGE",
                    "pull IMAGE",
                    "images",
                    "image ls --digests --format {{.Repository}}\t{{.Size}}",
                    "history IMAGE",
                    "image inspect IMAGE",
                    "tag IMAGE IMAGE-again",
                    "push --quiet IMAGE-again",
                    "rmi IMAGE-again",
                    "run --rm --network none IMAGE true",
                    "ps --all",
                    "image inspect nothing");

    private final Path directory;

    private Training(Path directory) {
        this.directory = directory;
    }

    /// Trains.
    ///
    /// @param arguments the one directory, empty, for all that is written on the way
    public static void main(String[] arguments) throws IOException {
        new Training(Path.of(arguments[0])).run();
    }

    private void run() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Hub hub = Hub.start(HubSettings.of(loopback, directory.resolve("hub")))) {
            String image = "127.0.0.1:" + hub.address().getPort() + "/library/training:1";
            new TrainingImage(directory).push(image, environment());
            for (String command : COMMANDS) {
                run(List.of(command.replace("IMAGE", image).split(" ")));
            }
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
