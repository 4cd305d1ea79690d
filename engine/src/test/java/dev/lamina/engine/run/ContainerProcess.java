package dev.lamina.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.Program;
import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.engine.value.container.Restrictions;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.engine.value.container.RunOptions;
import dev.lamina.image.Platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A process of its own that runs a container in the foreground, as a command line would.
///
/// Options are words `NAME` or `NAME=VALUE` before the image.
final class ContainerProcess {

    private ContainerProcess() {}

    /// How a process ended.
    record Result(int status, String output, String error) {}

    /// Runs a container to its end.
    static Result run(Path store, String... words) throws IOException, InterruptedException {
        return runWith(Map.of(), "", store, words);
    }

    /// Runs a container to its end, with more environment and something on standard input.
    static Result runWith(
            Map<String, String> environment, String input, Path store, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = builder(store, words);
        builder.environment().putAll(environment);
        Process process = Program.start(builder);
        process.getOutputStream().write(input.getBytes(UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output, error);
    }

    /// Returns what starts the process.
    static ProcessBuilder builder(Path store, String... words) {
        return new ProcessBuilder(command(store, words));
    }

    /// Returns the command line of the process.
    static List<String> command(Path store, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                String.join(
                                        ":",
                                        Path.of("target/test-classes").toAbsolutePath().toString(),
                                        System.getProperty("jdk.module.path", ""),
                                        System.getProperty("java.class.path")),
                                ContainerProcess.class.getName(),
                                store.toString()));
        command.addAll(List.of(words));
        return command;
    }

    /// Opens the store of such processes.
    static Engine open(Path store) {
        return Engine.open(
                new EngineSettings(
                        store,
                        System.getenv(),
                        store,
                        Platform.ofHost(System.getProperty("os.arch")),
                        "test"));
    }

    /// @param words the store, options, the image, the command
    static void main(String[] words) throws IOException {
        List<String> all = List.of(words);
        int image = all.indexOf("box");
        var flags = new Flags(all.subList(1, image));
        try (Engine engine = open(Path.of(words[0]))) {
            System.exit(engine.run(options(all, flags)));
        } catch (RunFailedException e) {
            System.err.println(e.getMessage());
            System.exit(e.exitStatus());
        }
    }

    private static RunOptions options(List<String> all, Flags flags) throws RunFailedException {
        int image = all.indexOf("box");
        return new RunOptions(
                "box",
                all.subList(image + 1, all.size()),
                flags.value("name"),
                flags.value("hostname"),
                flags.values("env"),
                List.of(),
                flags.values("volume"),
                flags.value("workdir"),
                flags.value("user"),
                flags.value("entrypoint"),
                flags.has("interactive"),
                flags.has("terminal"),
                flags.has("rm"),
                flags.has("read-only"),
                flags.has("host") ? Network.HOST : Network.NONE,
                Restrictions.parse(flags.values("cap-drop"), flags.values("security-opt")),
                flags.value("detach-keys").orElse(""),
                new ProcessOptions(
                        flags.has("init"), flags.value("stop-signal"), OptionalInt.empty()));
    }

    private record Flags(List<String> words) {

        boolean has(String name) {
            return words.contains(name);
        }

        List<String> values(String name) {
            return words.stream()
                    .filter(word -> word.startsWith(name + "="))
                    .map(word -> word.substring(name.length() + 1))
                    .toList();
        }

        Optional<String> value(String name) {
            return values(name).stream().findFirst();
        }
    }
}
