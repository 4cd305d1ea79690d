package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.ScriptedRegistry;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Kills a pull in another process, with SIGKILL, at many points: what the list of images shows is
/// whole, the next pull completes, and then the store is that of pulls that nobody disturbed.
final class PullCrashTest {

    private static final long SEED = 20261123;
    private static final int KILLS_BY_EVENT = 16;
    private static final int KILLS_BY_TIME = 20;

    private static final TestImage OLD =
            TestImage.ofGzip(TarOf.files("shared", text(1, 2_000)), TarOf.files("old", "old"));

    /// Shares its first layer with the old image, whose tag it takes.
    private static final TestImage NEW =
            TestImage.ofGzip(
                    OLD.tars().getFirst(),
                    TarOf.files("a", text(2, 100_000)),
                    TarOf.files("b", text(3, 30_000)),
                    TarOf.files("c", text(4, 300)));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private Reference reference;

    private Set<String> before = Set.of();

    /// How many kills left the store neither as it was before the pull nor as it is after it.
    private int halfwayCount;

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        reference = registry.reference("app:1");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    /// Lines that do not compress to nothing.
    private static String text(long seed, int lineCount) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder();
        for (int i = 0; i < lineCount; i++) {
            text.append(Long.toHexString(random.nextLong())).append('\n');
        }
        return text.toString();
    }

    @Test
    void aPullThatIsKilledHasDoneNoHarm() throws Exception {
        Path clean = scratch.resolve("clean");
        prepare(clean);
        before = StoreFilesOf.root(clean).keySet();
        int eventCount = StoreProcess.await(StoreProcess.pull(clean, reference), "end").size() - 2;
        assertThat(eventCount).isGreaterThan(KILLS_BY_EVENT);
        long duration = durationOfPull();

        for (int i = 0; i < KILLS_BY_EVENT; i++) {
            int event = 1 + i * eventCount / KILLS_BY_EVENT;
            Path root = scratch.resolve("event-" + event);
            prepare(root);
            Process pull = StoreProcess.pull(root, reference, event);
            StoreProcess.await(pull, "still");
            killAndCheck(pull, root, clean, "killed at event " + event);
        }
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < KILLS_BY_TIME; i++) {
            long delay = random.nextLong(duration);
            Path root = scratch.resolve("time-" + i);
            prepare(root);
            Process pull = StoreProcess.pull(root, reference);
            StoreProcess.await(pull, "begin");
            LockSupport.parkNanos(delay);
            killAndCheck(pull, root, clean, "seed " + SEED + ", killed after " + delay + " ns");
        }
        assertThat(halfwayCount).as("kills that met a pull at work").isGreaterThan(10);
    }

    /// Brings the old image into a new store, and has the registry move its tag to the new one.
    private void prepare(Path root) throws IOException {
        registry.serve("app", "1", OLD);
        pull(root);
        registry.serve("app", "1", NEW);
    }

    private long durationOfPull() throws IOException {
        Path root = scratch.resolve("timed");
        prepare(root);
        Process pull = StoreProcess.pull(root, reference);
        StoreProcess.await(pull, "begin");
        long begin = System.nanoTime();
        StoreProcess.await(pull, "end");
        return System.nanoTime() - begin;
    }

    private void pull(Path root) throws IOException {
        try (Engine engine = open(root)) {
            engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
        }
    }

    private Engine open(Path root) {
        return Engine.open(
                new EngineSettings(root, Map.of(), scratch, Platform.of("linux", "amd64"), "test"));
    }

    private void killAndCheck(Process pull, Path root, Path clean, String how) throws Exception {
        // SIGKILL, on Linux.
        pull.destroyForcibly();
        assertThat(pull.waitFor(10, TimeUnit.SECONDS)).isTrue();
        checkWhole(root, how);
        if (isHalfway(root, clean)) {
            halfwayCount++;
        }
        pull(root);
        assertThat(StoreFilesOf.root(root)).as(how).isEqualTo(StoreFilesOf.root(clean));
    }

    private boolean isHalfway(Path root, Path clean) throws IOException {
        Set<String> files = StoreFilesOf.root(root).keySet();
        return !files.equals(before) && !files.equals(StoreFilesOf.root(clean).keySet());
    }

    private void checkWhole(Path root, String how) throws IOException {
        try (Engine engine = open(root)) {
            List<Reference> tags =
                    engine.images().stream().map(ImageSummary::tags).flatMap(List::stream).toList();
            assertThat(tags).as(how).containsExactly(reference);
            assertThat(StoreOf.images(engine).list().read()).as(how).hasSameSizeAs(engine.images());
            Map<String, Digest> files = StoreFilesOf.root(root);
            for (ImageSummary summary : engine.images()) {
                ImageDetails image = engine.image(summary.id().toString());
                for (Descriptor blob : image.manifest().layers()) {
                    String path = "blobs/sha256/" + blob.digest().hex();
                    assertThat(files).as(how).containsEntry(path, blob.digest());
                }
                for (DiffId layer : image.config().diffIds()) {
                    String path = "layers/" + layer.hex() + ".tar";
                    assertThat(files).as(how).containsEntry(path, layer.digest());
                }
            }
        }
    }
}
