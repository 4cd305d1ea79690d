package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.hub.settings.Watcher;
import dev.lamina.hub.upkeep.Backup;
import dev.lamina.hub.upkeep.Flaw;
import dev.lamina.hub.upkeep.Flaw.Kind;
import dev.lamina.hub.upkeep.Scrub;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Scrub and backup over a store of which some blobs cannot be read, or change meanwhile.
final class BadBlobsTest {

    private static final Watcher NOBODY = (_, _) -> {};
    private static final List<RepositoryName> HOLDERS = List.of(new RepositoryName("me/app"));
    private static final int SIZE = 1000;

    @TempDir private Path directory;

    private Path data;
    private TestHub hub;
    private Storage storage;
    private FaultyBlobs blobs;

    @BeforeEach
    void start() throws IOException {
        data = directory.resolve("data");
        hub = TestHub.start(TestHub.settings(data));
        storage = Storage.existing(data, StorageSettings.EMBEDDED);
        blobs = new FaultyBlobs(storage.blobs());
    }

    @AfterEach
    void stop() {
        storage.close();
        hub.close();
    }

    /// Five images: of the layers of four each has another fault.
    private List<Flaw> pushFaults() throws IOException {
        for (int seed = 1; seed <= 5; seed++) {
            hub.pushImage("me/app", "" + seed, seed);
        }
        blobs.failAtOpen(layer(1), BadBlobsTest::fail);
        blobs.failInTheMiddle(layer(2), BadBlobsTest::fail);
        blobs.failInTheMiddle(
                layer(3),
                () -> {
                    throw new NotFoundException("object", "layer");
                });
        Files.write(file(layer(4)), TestHub.random(4, SIZE).slice(0, 600).toArray());
        return List.of(
                new Flaw(layer(1), SIZE, Kind.UNREADABLE, "Input/output error", HOLDERS),
                new Flaw(layer(2), SIZE, Kind.UNREADABLE, "Input/output error", HOLDERS),
                new Flaw(layer(3), SIZE, Kind.MISSING, "nothing", HOLDERS),
                new Flaw(layer(4), SIZE, Kind.DAMAGED, "600 bytes", HOLDERS));
    }

    private static void fail() throws IOException {
        throw new IOException("Input/output error");
    }

    @Test
    void aScrubGoesOnAfterBlobsThatCannotBeRead() throws IOException {
        List<Flaw> expected = pushFaults();

        assertThat(scrub(false)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void onlyWhatIsKnownToBeDamagedIsRemoved() throws IOException {
        List<Flaw> expected = pushFaults();

        assertThat(scrub(true)).containsExactlyInAnyOrderElementsOf(expected);

        assertThat(file(layer(4))).doesNotExist();
        for (int seed : new int[] {1, 2, 3, 5}) {
            assertThat(file(layer(seed))).hasBinaryContent(TestHub.random(seed, SIZE).toArray());
        }
    }

    @Test
    void aBackupHasAllButTheBlobsThatItNames() throws IOException {
        List<Flaw> expected = pushFaults();
        Path backup = directory.resolve("backup");

        assertThat(backup(backup)).containsExactlyInAnyOrderElementsOf(expected);

        Path target = directory.resolve("target");
        assertThat(new Upkeep(target, StorageSettings.EMBEDDED).restore(backup, (_, _) -> {}))
                .extracting(Upkeep.BadBlob::digest)
                .containsExactlyInAnyOrder(layer(1), layer(2), layer(3), layer(4));
        try (TestHub restored = TestHub.start(TestHub.settings(target))) {
            assertThat(restored.http().get("/v2/me/app/blobs/" + layer(5)).body())
                    .isEqualTo(TestHub.random(5, SIZE));
            assertThat(restored.http().get("/v2/me/app/manifests/1").status()).isEqualTo(200);
            assertThat(restored.http().get("/v2/me/app/blobs/" + layer(1)).status()).isEqualTo(404);
        }
    }

    /// What went bad since the last backup is still in it.
    @Test
    void aBackupLacksNothingThatAnOlderOneInItsPlaceHas() throws IOException {
        hub.pushImage("me/app", "1", 1);
        Path backup = directory.resolve("backup");
        assertThat(backup(backup)).isEmpty();
        hub.pushImage("me/app", "2", 2);
        blobs.failAtOpen(layer(1), BadBlobsTest::fail);

        assertThat(backup(backup)).isEmpty();

        Path target = directory.resolve("target");
        assertThat(new Upkeep(target, StorageSettings.EMBEDDED).restore(backup, (_, _) -> {}))
                .isEmpty();
    }

    @Test
    void aStoreThatGivesNothingAtAllEndsTheReading() throws IOException {
        for (int seed = 0; seed < 120; seed++) {
            Digest blob = hub.pushBlob("me/app", TestHub.random(seed, 10));
            blobs.failAtOpen(blob, BadBlobsTest::fail);
        }

        assertThatThrownBy(() -> scrub(true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("100 in a row that cannot")
                .hasMessageContaining("Input/output error");
        assertThatThrownBy(() -> backup(directory.resolve("backup")))
                .hasMessageContaining("100 in a row that cannot");
        assertThat(directory.resolve("backup/catalog.db")).doesNotExist();
    }

    /// Between the reading that found the damage and the removal somebody pushes the blob again.
    @Test
    void aBlobThatWasReplacedSinceItWasReadIsNotRemoved() throws IOException {
        hub.pushImage("me/app", "1", 1);
        Path file = file(layer(1));
        Files.write(file, TestHub.random(9, SIZE).toArray());
        var isFirst = new AtomicBoolean(true);
        blobs.failAtOpen(
                layer(1),
                () -> {
                    if (!isFirst.getAndSet(false)) {
                        Files.write(file, TestHub.random(1, SIZE).toArray());
                    }
                });

        assertThat(scrub(true)).isEmpty();

        assertThat(file).hasBinaryContent(TestHub.random(1, SIZE).toArray());
    }

    @Test
    void aDamagedBlobThatCannotBeRemovedIsListedWithTheOthers() throws IOException {
        for (int seed : new int[] {1, 2}) {
            hub.pushImage("me/app", "t" + seed, seed);
            Files.write(file(layer(seed)), TestHub.random(9, SIZE).toArray());
        }
        blobs.failAtRemoval(layer(1), BadBlobsTest::fail);

        List<Flaw> flaws = scrub(true);

        assertThat(flaws).extracting(Flaw::digest).containsExactlyInAnyOrder(layer(1), layer(2));
        assertThat(flaws)
                .filteredOn(flaw -> flaw.digest().equals(layer(1)))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.found()).contains(", not removed: "));
        assertThat(file(layer(1))).exists();
        assertThat(file(layer(2))).doesNotExist();
    }

    @Test
    void aDamagedBlobThatCannotBeReadASecondTimeIsNotRemoved() throws IOException {
        hub.pushImage("me/app", "1", 1);
        Path file = file(layer(1));
        Files.write(file, TestHub.random(9, SIZE).toArray());
        var isFirst = new AtomicBoolean(true);
        blobs.failAtOpen(
                layer(1),
                () -> {
                    if (!isFirst.getAndSet(false)) {
                        fail();
                    }
                });

        assertThat(scrub(true)).extracting(Flaw::kind).containsExactly(Kind.UNREADABLE);

        assertThat(file).exists();
        hub.pushImage("me/app", "1", 1);
        assertThat(file).hasBinaryContent(TestHub.random(1, SIZE).toArray());
    }

    private List<Flaw> scrub(boolean removeDamaged) throws IOException {
        return new Scrub(storage.database(), blobs).run(removeDamaged, NOBODY);
    }

    private List<Flaw> backup(Path target) throws IOException {
        return new Backup(storage.database(), blobs, target).run(NOBODY);
    }

    private static Digest layer(int seed) {
        return Digest.of(TestHub.random(seed, SIZE));
    }

    private Path file(Digest digest) {
        return data.resolve("blobs/sha256/" + digest.hex().substring(0, 2)).resolve(digest.hex());
    }
}
