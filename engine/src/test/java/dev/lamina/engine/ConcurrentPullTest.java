package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.images.ImageEntry;
import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.ScriptedRegistry;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Several processes work on one store at once: every one succeeds, no work is done twice, and the
/// store becomes what it would be if they had taken turns.
final class ConcurrentPullTest {

    private static final int PROCESS_COUNT = 8;
    private static final Bytes BASE = TarOf.files("base", "base\n".repeat(200_000));
    private static final Bytes MIDDLE = TarOf.files("middle", "middle\n".repeat(100_000));

    /// They overlap in one layer or two; the fourth has them the other way round.
    private static final List<TestImage> IMAGES =
            List.of(
                    TestImage.ofGzip(BASE, MIDDLE, TarOf.files("a", "a")),
                    TestImage.ofGzip(BASE, MIDDLE, TarOf.files("b", "b")),
                    TestImage.ofGzip(BASE, TarOf.files("c", "c")),
                    TestImage.ofGzip(MIDDLE, BASE));

    /// Is there at first, and removed while the others are pulled.
    private static final TestImage LEAVING = TestImage.ofGzip(BASE, TarOf.files("d", "d"));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        for (int i = 0; i < IMAGES.size(); i++) {
            registry.serve("app", "" + i, IMAGES.get(i));
        }
        for (Bytes layer : List.of(BASE, MIDDLE)) {
            Bytes blob = TestImage.gzip(layer);
            // So that those who are late meet those who were first.
            registry.serveBlobSlowly("app", Digest.of(blob), blob, 500);
        }
        registry.serve("leaving", "1", LEAVING);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private Reference app(int number) {
        return registry.reference("app:" + number % IMAGES.size());
    }

    @Test
    void eightProcessesPullOverlappingImagesAndFetchEachLayerOnce() throws Exception {
        Path root = scratch.resolve("store");
        List<Process> pulls = new ArrayList<>();

        for (int i = 0; i < PROCESS_COUNT; i++) {
            pulls.add(StoreProcess.pull(root, app(i)));
        }

        checkSuccess(pulls);
        List<String> layers =
                IMAGES.stream()
                        .flatMap(image -> image.blobs().stream())
                        .map(blob -> "GET /v2/app/blobs/" + Digest.of(blob))
                        .distinct()
                        .toList();
        assertThat(registry.requests()).filteredOn(layers::contains).hasSameSizeAs(layers);
        checkEqualsCleanStore(root);
    }

    @Test
    void aRemovalAndSweepsDoNotDisturbPulls() throws Exception {
        Path root = scratch.resolve("store");
        pull(root, registry.reference("leaving:1"));
        List<Process> processes = new ArrayList<>();

        processes.add(StoreProcess.removeAndSweep(root, registry.reference("leaving:1"), 200));
        for (int i = 0; i < IMAGES.size(); i++) {
            processes.add(StoreProcess.pull(root, app(i)));
        }
        processes.add(StoreProcess.removeAndSweep(root, registry.reference("none:1"), 200));

        checkSuccess(processes);
        checkEqualsCleanStore(root);
    }

    private static void checkSuccess(List<Process> processes) throws Exception {
        for (Process process : processes) {
            List<String> lines = StoreProcess.await(process, "end");
            assertThat(process.waitFor()).isZero();
            assertThat(lines).endsWith("end");
        }
    }

    private void checkEqualsCleanStore(Path root) throws IOException {
        Path clean = scratch.resolve("clean");
        for (int i = 0; i < IMAGES.size(); i++) {
            pull(clean, app(i));
        }
        assertThat(files(root)).isEqualTo(files(clean));
        assertThat(entries(root)).containsExactlyInAnyOrderElementsOf(entries(clean));
    }

    /// The list of images has the order in which they came.
    private static SortedMap<String, Digest> files(Path root) throws IOException {
        SortedMap<String, Digest> files = StoreFilesOf.root(root);
        files.remove("index.json");
        return files;
    }

    private List<ImageEntry> entries(Path root) throws IOException {
        try (Engine engine = open(root)) {
            return StoreOf.images(engine).list().read();
        }
    }

    private void pull(Path root, Reference reference) throws IOException {
        try (Engine engine = open(root)) {
            engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
        }
    }

    private Engine open(Path root) {
        return Engine.open(
                new EngineSettings(root, Map.of(), scratch, Platform.of("linux", "amd64"), "test"));
    }
}
