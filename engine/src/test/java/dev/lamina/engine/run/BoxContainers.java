package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Engine;
import dev.lamina.engine.Program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Containers of the image `box` for one test, whose processes are others, and an engine that looks at
/// them from here. At its end those that are left are removed.
final class BoxContainers implements AutoCloseable {

    /// A script that says when it runs, and goes on until a signal comes.
    static final String SLEEP = "echo ready; while :; do sleep 0.05; done";

    private final Path store;
    private final Engine engine;

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
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        String name =
                Stream.of(words).filter(word -> word.startsWith("name=")).findFirst().orElseThrow();
        while (engine.container(name.substring("name=".length())).summary().status().state()
                == ContainerStatus.State.CREATED) {
            Thread.onSpinWait();
        }
        return process;
    }

    @Override
    public void close() throws IOException {
        for (ContainerSummary left : engine.containers(true)) {
            engine.removeContainer(left.id(), true);
        }
        engine.close();
    }
}
