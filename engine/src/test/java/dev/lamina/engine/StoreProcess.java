package dev.lamina.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A process of its own that does something to a store; its test can kill it.
///
/// It prints a line for each event, `begin` first and `end` last.
public final class StoreProcess {

    private static final int NEVER = Integer.MAX_VALUE;

    /// Spreads removals and sweeps over the time that pulls take.
    private static final long PAUSE_NANOS = 5_000_000;

    private StoreProcess() {}

    /// Starts a process that pulls.
    public static Process pull(Path root, Reference reference) throws IOException {
        return pull(root, reference, NEVER);
    }

    /// Starts a process that pulls, and stands still when it has told of so many events.
    public static Process pull(Path root, Reference reference, int lastEvent) throws IOException {
        return start("pull", root.toString(), reference.toString(), "" + lastEvent);
    }

    /// Starts a process that removes an image if it is there, and sweeps, so many times.
    public static Process removeAndSweep(Path root, Reference reference, int times)
            throws IOException {
        return start("remove", root.toString(), reference.toString(), "" + times);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                StoreProcess.class.getName()));
        command.addAll(List.of(arguments));
        return Program.start(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private static String classPath() {
        return String.join(
                ":",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }

    /// Waits until the process has printed a line.
    ///
    /// @return all lines up to that one, or to the end of the process
    public static List<String> await(Process process, String line) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        List<String> lines = new ArrayList<>();
        String next = reader.readLine();
        while (next != null) {
            lines.add(next);
            if (next.equals(line)) {
                break;
            }
            next = reader.readLine();
        }
        return lines;
    }

    /// @param arguments what to do, the root of the store, the reference, a number
    static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Path root = Path.of(arguments[1]);
        Reference reference = Reference.parse(arguments[2]);
        int number = Integer.parseInt(arguments[3]);
        try (Engine engine =
                Engine.open(
                        new EngineSettings(
                                root, Map.of(), root, Platform.of("linux", "amd64"), "test"))) {
            out.println("begin");
            switch (arguments[0]) {
                case "pull" ->
                        engine.pull(reference, PullOptions.DEFAULT, new Teller(out, number)::tell);
                case "remove" -> remove(engine, reference, number);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
            out.println("end");
        }
    }

    private static void remove(Engine engine, Reference reference, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            if (StoreOf.images(engine).list().find(reference).isPresent()) {
                engine.remove(reference.toString(), true);
            }
            StoreOf.images(engine).sweep();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Prints events; stands still after the last one it is to tell.
    private static final class Teller {

        private final PrintStream out;
        private final int lastEvent;
        private int count;

        Teller(PrintStream out, int lastEvent) {
            this.out = out;
            this.lastEvent = lastEvent;
        }

        void tell(TransferEvent event) {
            out.println(event.getClass().getSimpleName());
            count++;
            if (count == lastEvent) {
                out.println("still");
                LockSupport.park();
            }
        }
    }
}
