package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Pulls an image that must be refused, into an empty store, and looks at what is left.
final class RefusedPull {

    private static final Pattern NUMBER = Pattern.compile("(?<= )[0-9]+");

    private final Path scratch;

    /// An image, and the exact message with which it is refused.
    ///
    /// @param image   gives names to digests: `{layer}` for its last layer, `{diffId}` for that
    ///     one's tar, `{config}`, `{manifest}`; any other is `{digest}`
    /// @param message with these names, with `{registry}` for host and port, and perhaps with
    ///     `{number}` for every number that stands alone
    /// @param serving tells the registry what to serve as `bad:1`
    record Bad(String name, TestImage image, String message, Serving serving) {

        /// An image that is served as it is.
        static Bad image(String name, TestImage image, String message) {
            return new Bad(name, image, message, registry -> registry.serve("bad", "1", image));
        }

        /// Returns a message with names in place of what differs from run to run.
        String named(String text, ScriptedRegistry registry) {
            String named =
                    text.replace(registry.host(), "{registry}")
                            .replace(
                                    image.manifest().layers().getLast().digest().toString(),
                                    "{layer}")
                            .replace(image.diffIds().getLast().toString(), "{diffId}")
                            .replace(image.id().toString(), "{config}")
                            .replace(image.target().digest().toString(), "{manifest}")
                            .replaceAll("sha256:[0-9a-f]{64}", "{digest}");
            return message.contains("{number}")
                    ? NUMBER.matcher(named).replaceAll("{number}")
                    : named;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Tells the registry what to serve.
    @FunctionalInterface
    interface Serving {
        void serve(ScriptedRegistry registry);
    }

    RefusedPull(Path scratch) {
        this.scratch = scratch;
    }

    /// Checks that the image is refused, with its message, and that nothing of it is kept.
    void check(Bad bad) throws IOException {
        try (ScriptedRegistry registry = ScriptedRegistry.start();
                Engine engine = open()) {
            bad.serving().serve(registry);

            String message = refusal(engine, registry);

            assertThat(bad.named(message, registry)).isEqualTo(bad.message());
            assertThat(engine.images()).isEmpty();
            for (String directory : List.of("blobs", "layers", "unions", "ingest")) {
                assertThat(contents(directory)).as(directory).isEmpty();
            }
        }
    }

    private Engine open() {
        return Engine.open(
                new EngineSettings(
                        scratch.resolve("store"),
                        // ISA-L words its errors otherwise; GzipDecodersTest compares the two.
                        Map.of("LAMINA_INFLATER", "jdk"),
                        scratch,
                        Platform.of("linux", "amd64"),
                        "test"));
    }

    private static String refusal(Engine engine, ScriptedRegistry registry) {
        try {
            engine.pull(registry.reference("bad:1"), PullOptions.DEFAULT, TransferListener.NONE);
        } catch (IOException e) {
            return e.getMessage();
        }
        return "no refusal";
    }

    private List<Path> contents(String directory) throws IOException {
        Path path = scratch.resolve("store").resolve(directory);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
