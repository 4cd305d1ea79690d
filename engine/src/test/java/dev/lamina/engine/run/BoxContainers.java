package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Containers of the image `box` for one test, whose processes are others, and an engine that looks at
/// them from here. At its end those that are left are removed.
final class BoxContainers implements AutoCloseable {

    /// A script that goes on until a signal comes; for two minutes at most, which is longer than a test
    /// may take: a container outlives tests that are killed.
    static final String LOOP = "i=0; while [ $i -lt 2400 ]; do sleep 0.05; i=$((i + 1)); done";

    /// Says before that it runs.
    static final String SLEEP = "echo ready; " + LOOP;

    private final Path store;
    private final Engine engine;
    private final List<Process> processes = new ArrayList<>();

    /// @param store with the image
    BoxContainers(Path store) {
        this.store = store;
        this.engine = ContainerProcess.open(store);
    }

    /// Makes a store with the image.
    ///
    /// @param settings of `umoci config`
    static Path makeStore(Path scratch, String... settings)
            throws IOException, InterruptedException {
        Path store = scratch.resolve("store");
        BusyboxLayout.make(store, scratch, _ -> {}, settings);
        return store;
    }

    Engine engine() {
        return engine;
    }

    /// Starts a container with a name that has said `ready`, and whose number is known: runc writes it
    /// down only when the command runs.
    Process start(String runtime, String... words) throws IOException {
        ProcessBuilder builder =
                ContainerProcess.builder(store, words)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LAMINA_RUNTIME", runtime);
        Process process = Program.start(builder);
        processes.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        String name =
                Stream.of(words).filter(word -> word.startsWith("name=")).findFirst().orElseThrow();
        while (engine.container(name.substring("name=".length())).summary().status().state()
                == ContainerStatus.State.CREATED) {
            Thread.onSpinWait();
        }
        return process;
    }

    /// Removes all that are left, also when one of them cannot be. No process is then about to make or
    /// remove one.
    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroyForcibly);
        try (engine) {
            List<IOException> failures = new ArrayList<>();
            for (ContainerSummary left : engine.containers(true)) {
                try {
                    engine.removeContainer(left.id(), true);
                } catch (IOException e) {
                    failures.add(e);
                }
            }
            assertThat(failures).as("containers that are still there").isEmpty();
        }
    }
}
