package dev.lamina.demo.training;

import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process beside those that are trained: a hub with an image for them, and the lines that they run
/// (`dev.lamina.cli.Rehearsal`).
public final class Training {

    private Training() {}

    /// Serves an image until standard input ends. When it is there, the lines of each cache are: first
    /// `transfer`, which leaves the store that the others look into, then `look`; last a file `ready`.
    ///
    /// @param arguments a directory for all that is written on the way, empty at first
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HubSettings settings =
                HubSettings.of(loopback, directory.resolve("hub")).withAnonymousPush(true);
        try (Hub hub = Hub.start(settings)) {
            String image = "127.0.0.1:" + hub.address().getPort() + "/library/training:1";
            new TrainingImage(directory).push(image, System.getenv());
            write(directory.resolve("transfer"), image, TrainingGroup.TRANSFER);
            write(directory.resolve("look"), image, TrainingGroup.RUN, TrainingGroup.LOOK);
            Files.createFile(directory.resolve("ready"));
            System.in.read();
        }
    }

    private static void write(Path file, String image, TrainingGroup... groups) throws IOException {
        List<String> lines = new ArrayList<>();
        for (TrainingGroup group : groups) {
            lines.addAll(group.lines(image));
        }
        Files.write(file, lines);
    }
}
