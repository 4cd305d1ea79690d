package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.upkeep.Sweep;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Two hubs on one storage; clients that push, mount and delete; and sweeps that spare nothing young,
/// all at once. What a hub has answered with 201 must be there, whole, until it is deleted.
///
/// The clock of the hubs is an hour late, so that the sweeps, with less grace than that, may take
/// whatever nothing names at that moment: the worst that can happen.
final class SweepRaceTest {

    private static final InstantSource LATE = () -> Instant.now().minus(Duration.ofHours(1));
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final int CLIENTS = 4;
    private static final int SWEEPERS = 2;
    private static final int IMAGES = 15;
    private static final int MAX_ATTEMPTS = 500;

    /// For each time that a client had to begin again.
    private static final long PAUSE_MILLIS = 25;

    /// Few layers and few repositories, so that all meet.
    private static final int LAYERS = 3;

    private static final List<String> REPOSITORIES = List.of("a/one", "a/two", "b/three");

    @TempDir private Path data;

    @ParameterizedTest
    @EnumSource(TestStorage.class)
    void whatWasAcceptedStaysWhateverIsSwept(TestStorage storages) throws Exception {
        HubSettings settings =
                TestHub.settings(data).withStorage(storages.settings(data)).withClock(LATE);
        var done = new CountDownLatch(1);
        var failed = new AtomicIntegerArray(CLIENTS);
        var kept = new ArrayList<Image>();
        try (TestHub one = TestHub.start(settings);
                TestHub two = TestHub.start(settings);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + SWEEPERS)) {
            var sweeps = new ArrayList<Future<Integer>>();
            for (int i = 0; i < SWEEPERS; i++) {
                sweeps.add(threads.submit(() -> sweepUntil(done, failed, settings)));
            }
            var clients = new ArrayList<Future<Image>>();
            for (int i = 0; i < CLIENTS; i++) {
                var client = new Client(i, i % 2 == 0 ? one : two, failed);
                clients.add(threads.submit(client::run));
            }
            try {
                for (Future<Image> client : clients) {
                    kept.add(client.get());
                }
            } finally {
                done.countDown();
            }
            for (Future<Integer> sweep : sweeps) {
                assertThat(sweep.get()).isGreaterThan(CLIENTS);
            }
            for (Image image : kept) {
                image.check(one);
                image.check(two);
            }
        }
        checkThatNothingIsLeft(settings, kept);
    }

    /// Sweeps as often as it can. When a client does not get its push through, because all that it
    /// brings is taken, the next sweep waits the longer, so that a slow machine gets to an end, too.
    private static int sweepUntil(
            CountDownLatch done, AtomicIntegerArray failed, HubSettings settings)
            throws IOException, InterruptedException {
        int count = 0;
        try (Storage storage = Storage.existing(settings.data(), settings.storage())) {
            while (!done.await(longest(failed) * PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                sweep(storage, InstantSource.system());
                count++;
            }
        }
        return count;
    }

    private static long longest(AtomicIntegerArray failed) {
        int longest = 0;
        for (int i = 0; i < failed.length(); i++) {
            longest = Math.max(longest, failed.get(i));
        }
        return longest;
    }

    private static void sweep(Storage storage, InstantSource clock) throws IOException {
        new Sweep(new Catalog(storage.database()), storage.blobs(), clock, GRACE).run();
    }

    /// After a last sweep the store has exactly what the catalog knows, and that is what is needed.
    private static void checkThatNothingIsLeft(HubSettings settings, List<Image> kept)
            throws IOException {
        Set<String> needed = new TreeSet<>();
        for (Image image : kept) {
            needed.add(Digest.of(image.config()).toString());
            needed.add(Digest.of(image.layer()).toString());
        }
        try (Storage storage = Storage.existing(settings.data(), settings.storage())) {
            // Tomorrow, when what was left of cancelled uploads is old, too.
            sweep(storage, () -> Instant.now().plus(Duration.ofDays(1)));
            var stored = new TreeSet<String>();
            storage.blobs()
                    .visit(
                            new StoreVisitor() {
                                @Override
                                public void blob(Digest digest, Instant modified) {
                                    stored.add(digest.toString());
                                }

                                @Override
                                public void upload(UUID id, Instant modified) {
                                    stored.add("upload " + id);
                                }
                            });
            var known = new TreeSet<String>();
            new Inventory(storage.database())
                    .blobs("", 1000)
                    .forEach(blob -> known.add(blob.digest().toString()));

            assertThat(known).isEqualTo(needed);
            assertThat(stored).isEqualTo(needed);
        }
    }

    /// What a client has pushed; its manifest is nobody else's, its layer is.
    private record Image(String repository, Bytes config, Bytes layer) {

        Bytes manifest() {
            return TestHub.manifest(config, layer, "");
        }

        void check(TestHub hub) throws IOException {
            String path = "/v2/" + repository;
            assertThat(hub.http().get(path + "/manifests/" + Digest.of(manifest())).body())
                    .isEqualTo(manifest());
            assertThat(hub.http().get(path + "/blobs/" + Digest.of(config)).body())
                    .isEqualTo(config);
            assertThat(hub.http().get(path + "/blobs/" + Digest.of(layer)).body()).isEqualTo(layer);
        }
    }

    /// Pushes images one after the other, and deletes all but the last.
    ///
    /// @param failed for each client, how often it has begun its push again
    private record Client(int number, TestHub hub, AtomicIntegerArray failed) {

        /// What a client may meet when a sweep takes what it has just brought: it begins again.
        private static final Set<Integer> BEGIN_AGAIN = Set.of(400, 404);

        Image run() throws IOException {
            Image last = push(0);
            for (int i = 1; i < IMAGES; i++) {
                Image next = push(i);
                last.check(hub);
                Answer deleted =
                        hub.http()
                                .delete(
                                        "/v2/"
                                                + last.repository()
                                                + "/manifests/"
                                                + Digest.of(last.manifest()));
                assertThat(deleted.status()).isEqualTo(202);
                last = next;
            }
            return last;
        }

        private Image push(int index) throws IOException {
            var image =
                    new Image(
                            REPOSITORIES.get((number + index) % REPOSITORIES.size()),
                            Bytes.utf8("{\"client\":" + number + ",\"image\":" + index + "}"),
                            TestHub.random((number + index) % LAYERS, 20_000));
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                if (bring(image, image.layer()) && bring(image, image.config())) {
                    Answer answer =
                            hub.pushManifest(
                                    image.repository(), "client" + number, image.manifest());
                    if (answer.status() == 201) {
                        failed.set(number, 0);
                        image.check(hub);
                        return image;
                    }
                    assertThat(answer.text()).contains("MANIFEST_BLOB_UNKNOWN");
                }
                failed.set(number, attempt);
            }
            throw new AssertionError("no push went through");
        }

        /// Asks, mounts, or pushes, as clients do; false if it must begin again.
        private boolean bring(Image image, Bytes blob) throws IOException {
            String blobs = "/v2/" + image.repository() + "/blobs/";
            if (hub.http().head(blobs + Digest.of(blob)).status() == 200) {
                return true;
            }
            String mount = "uploads/?mount=" + Digest.of(blob) + "&from=" + REPOSITORIES.getFirst();
            Answer answer = hub.http().send("POST", blobs + mount, Bytes.EMPTY);
            if (answer.status() == 202) {
                String upload = answer.header("Location") + "?digest=" + Digest.of(blob);
                answer = hub.http().send("PUT", upload, blob);
            }
            assertThat(answer.status() == 201 || BEGIN_AGAIN.contains(answer.status()))
                    .as(answer.toString())
                    .isTrue();
            return answer.status() == 201;
        }
    }
}
