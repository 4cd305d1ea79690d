package dev.lamina.hub.catalog.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.tag.TagMove;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What every [Catalog] must do. A subclass opens an empty one for each test.
abstract class CatalogContract {

    private static final RepositoryName APP = new RepositoryName("me/app");
    private static final RepositoryName OTHER = new RepositoryName("you/app");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Change CHANGE = new Change(NOW, "somebody");
    private static final Digest BLOB = Digest.of(Bytes.utf8("blob"));
    private static final UUID NO_UPLOAD = UUID.randomUUID();

    private Catalog catalog;

    abstract Catalog open() throws IOException;

    abstract void close() throws IOException;

    @BeforeEach
    void openCatalog() throws IOException {
        catalog = open();
    }

    @AfterEach
    void closeCatalog() throws IOException {
        close();
    }

    @Test
    void anUnknownRepositoryHasNothing() throws IOException {
        assertThat(catalog.manifests().find(APP, BLOB)).isEmpty();
        assertThat(catalog.manifests().find(APP, "latest")).isEmpty();
        assertThat(catalog.tags().list(APP, Optional.empty(), 10)).isEmpty();
        assertThat(catalog.tags().moves().of(APP, "latest", 10)).isEmpty();
        assertThat(catalog.blobs().size(APP, BLOB)).isEmpty();
        assertThat(catalog.tags().delete(APP, "latest", CHANGE)).isFalse();
        assertThat(catalog.manifests().delete(APP, BLOB, CHANGE)).isFalse();
        assertThat(catalog.blobs().release(APP, BLOB)).isEqualTo(HeldBlobs.Release.NOT_HELD);
    }

    @Test
    void aManifestIsFoundByDigestAndByTagWithItsExactBytes() throws IOException {
        NewManifest manifest = manifest("one");
        catalog.manifests().put(APP, manifest, Optional.of("latest"), CHANGE);

        assertThat(catalog.manifests().find(APP, digest(manifest))).contains(manifest.manifest());
        assertThat(catalog.manifests().find(APP, "latest")).contains(manifest.manifest());
        assertThat(catalog.manifests().find(OTHER, digest(manifest))).isEmpty();
    }

    @Test
    void aManifestWhoseBlobsAreMissingIsRefusedAndNothingChanges() throws IOException {
        Digest missing = Digest.of(Bytes.utf8("missing"));
        publish(APP, BLOB);
        NewManifest manifest = manifest("one", List.of(BLOB, missing), List.of());

        assertThatThrownBy(() -> catalog.manifests().put(APP, manifest, Optional.of("t"), CHANGE))
                .isInstanceOfSatisfying(
                        MissingContentException.class,
                        e -> assertThat(e.missing()).containsExactly(missing));

        assertThat(catalog.manifests().find(APP, digest(manifest))).isEmpty();
        assertThat(catalog.tags().list(APP, Optional.empty(), 10)).contains(List.of());
    }

    @Test
    void aManifestWhoseBlobsAreMissingIsRefusedWhileAnotherWrites() throws Exception {
        List<Digest> missing =
                IntStream.range(0, 2000).mapToObj(i -> Digest.of(Bytes.utf8("m" + i))).toList();
        NewManifest manifest = manifest("many", missing, List.of());
        Callable<Void> push =
                () -> {
                    catalog.manifests().put(APP, manifest, Optional.empty(), CHANGE);
                    return null;
                };
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            HeldBlobs.Step whileWriting =
                    () ->
                            assertThat(threads.submit(push))
                                    .failsWithin(Duration.ofSeconds(5))
                                    .withThrowableOfType(ExecutionException.class)
                                    .withCauseInstanceOf(MissingContentException.class)
                                    .withMessageContaining(missing.get(9).toString())
                                    .withMessageContaining("and 1990 more");

            catalog.blobs().publish(APP, BLOB, 1, NO_UPLOAD, NOW, whileWriting);
        }
    }

    @Test
    void aManifestMayNameThousandsAndTheSameTwice() throws IOException {
        List<Digest> blobs =
                IntStream.range(0, 1100).mapToObj(i -> Digest.of(Bytes.utf8("b" + i))).toList();
        for (Digest blob : blobs) {
            publish(APP, blob);
        }
        var twice = new ArrayList<>(blobs);
        twice.addAll(blobs);
        catalog.manifests().put(APP, manifest("m", twice, List.of()), Optional.empty(), CHANGE);

        assertThat(catalog.blobs().release(APP, blobs.getLast()))
                .isEqualTo(HeldBlobs.Release.NEEDED);
    }

    @Test
    void aBlobOfAnotherRepositoryIsMissingToo() throws IOException {
        publish(OTHER, BLOB);
        NewManifest manifest = manifest("one", List.of(BLOB), List.of());

        assertThatThrownBy(() -> catalog.manifests().put(APP, manifest, Optional.empty(), CHANGE))
                .isInstanceOf(MissingContentException.class);
        assertThat(catalog.tags().list(APP, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void anImageIndexNeedsItsManifests() throws IOException {
        NewManifest child = manifest("child");
        NewManifest parent = manifest("parent", List.of(), List.of(digest(child)));

        assertThatThrownBy(() -> catalog.manifests().put(APP, parent, Optional.empty(), CHANGE))
                .isInstanceOf(MissingContentException.class);
        catalog.manifests().put(APP, child, Optional.empty(), CHANGE);
        catalog.manifests().put(APP, parent, Optional.empty(), CHANGE);

        assertThat(catalog.manifests().find(APP, digest(parent))).isPresent();
    }

    @Test
    void storingAManifestAgainMovesOnlyTheTag() throws IOException {
        NewManifest one = manifest("one");
        catalog.manifests().put(APP, one, Optional.of("a"), CHANGE);
        catalog.manifests().put(APP, one, Optional.of("b"), CHANGE);
        catalog.manifests().put(APP, one, Optional.of("b"), CHANGE);

        assertThat(catalog.tags().list(APP, Optional.empty(), 10)).contains(List.of("a", "b"));
        assertThat(catalog.tags().moves().of(APP, "b", 10)).hasSize(1);
    }

    @Test
    void everyMoveOfATagIsRemembered() throws IOException {
        NewManifest one = manifest("one");
        NewManifest two = manifest("two");
        Change later = new Change(NOW.plusSeconds(1), "somebody else");
        Change last = new Change(NOW.plusSeconds(2), "somebody");
        catalog.manifests().put(APP, one, Optional.of("t"), CHANGE);
        catalog.manifests().put(APP, two, Optional.of("t"), later);
        catalog.tags().delete(APP, "t", last);

        assertThat(catalog.tags().moves().of(APP, "t", 10))
                .containsExactly(
                        new TagMove(Optional.empty(), last),
                        new TagMove(Optional.of(digest(two)), later),
                        new TagMove(Optional.of(digest(one)), CHANGE));
        assertThat(catalog.tags().moves().of(APP, "t", 1)).hasSize(1);
        assertThat(catalog.manifests().find(APP, "t")).isEmpty();
        assertThat(catalog.manifests().find(APP, digest(two))).isPresent();
    }

    @Test
    void deletingAManifestDeletesItsTags() throws IOException {
        NewManifest one = manifest("one");
        NewManifest two = manifest("two");
        catalog.manifests().put(APP, one, Optional.of("a"), CHANGE);
        catalog.manifests().put(APP, one, Optional.of("b"), CHANGE);
        catalog.manifests().put(APP, two, Optional.of("c"), CHANGE);

        assertThat(catalog.manifests().delete(APP, digest(one), CHANGE)).isTrue();

        assertThat(catalog.tags().list(APP, Optional.empty(), 10)).contains(List.of("c"));
        assertThat(catalog.tags().moves().of(APP, "a", 10).getFirst().digest()).isEmpty();
        assertThat(catalog.manifests().delete(APP, digest(one), CHANGE)).isFalse();
    }

    @Test
    void tagsAreListedInLexicalOrderWithoutRegardToCaseAndInPages() throws IOException {
        NewManifest one = manifest("one");
        for (String tag : List.of("b", "B", "a", "C", "10", "9", "_x", "b-1")) {
            catalog.manifests().put(APP, one, Optional.of(tag), CHANGE);
        }
        List<String> expected = List.of("10", "9", "_x", "a", "B", "b", "b-1", "C");

        assertThat(catalog.tags().list(APP, Optional.empty(), 100)).contains(expected);
        for (int size = 1; size <= 8; size++) {
            var all = new ArrayList<String>();
            Optional<String> last = Optional.empty();
            List<String> page = catalog.tags().list(APP, last, size).orElseThrow();
            while (!page.isEmpty()) {
                all.addAll(page);
                last = Optional.of(page.getLast());
                page = catalog.tags().list(APP, last, size).orElseThrow();
            }
            assertThat(all).as("pages of %d", size).isEqualTo(expected);
        }
        assertThat(catalog.tags().list(APP, Optional.of("b-"), 1)).contains(List.of("b-1"));
    }

    @Test
    void entriesHaveTheContentOfSmallManifestsOnly() throws IOException {
        Bytes small = Bytes.utf8("s".repeat(ManifestEntry.MAX_CONTENT));
        Bytes large = Bytes.utf8("l".repeat(ManifestEntry.MAX_CONTENT + 1));
        for (Bytes content : List.of(small, large)) {
            var stored = new StoredManifest(Digest.of(content), "type", content);
            var manifest =
                    new NewManifest(
                            stored,
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.of("artifact"),
                            Optional.empty());
            catalog.manifests().put(APP, manifest, Optional.of("latest"), CHANGE);

            assertThat(catalog.manifests().entry(APP, stored.digest()))
                    .contains(
                            new ManifestEntry(
                                    stored.digest(),
                                    "type",
                                    content.length(),
                                    Optional.of("artifact"),
                                    Optional.of(content).filter(small::equals)));
            assertThat(catalog.manifests().entry(APP, "latest"))
                    .isEqualTo(catalog.manifests().entry(APP, stored.digest()));
        }
        assertThat(catalog.manifests().entry(APP, "none")).isEmpty();
    }

    @Test
    void referrersAreFoundByTheirSubjectAndType() throws IOException {
        Digest subject = Digest.of(Bytes.utf8("not there yet"));
        NewManifest signature = referrer("one", subject, "signature");
        NewManifest report = referrer("two", subject, "report");
        catalog.manifests().put(APP, signature, Optional.empty(), CHANGE);
        catalog.manifests().put(APP, report, Optional.empty(), CHANGE);
        catalog.manifests().put(OTHER, report, Optional.empty(), CHANGE);
        List<Digest> both = Stream.of(digest(signature), digest(report)).sorted().toList();

        assertThat(referrers(subject, "", Optional.empty(), 10)).isEqualTo(both);
        assertThat(referrers(subject, "report", Optional.empty(), 10))
                .containsExactly(digest(report));
        assertThat(referrers(subject, "", Optional.empty(), 1)).isEqualTo(both.subList(0, 1));
        assertThat(referrers(subject, "", Optional.of(both.getFirst()), 10))
                .isEqualTo(both.subList(1, 2));
        assertThat(referrers(digest(report), "", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aBlobIsHeldByTheRepositoryItWasPushedTo() throws IOException {
        publish(APP, BLOB);

        assertThat(catalog.blobs().size(APP, BLOB)).isEqualTo(OptionalLong.of(4));
        assertThat(catalog.blobs().size(OTHER, BLOB)).isEmpty();
        publish(OTHER, BLOB);
        assertThat(catalog.blobs().size(OTHER, BLOB)).isEqualTo(OptionalLong.of(4));
    }

    @Test
    void aBlobIsNotHeldIfItsPublicationFails() {
        assertThatThrownBy(
                        () ->
                                catalog.blobs()
                                        .publish(
                                                APP,
                                                BLOB,
                                                4,
                                                NO_UPLOAD,
                                                NOW,
                                                () -> {
                                                    throw new IOException("disk full");
                                                }))
                .hasMessage("disk full");

        assertThat(size(APP, BLOB)).isEmpty();
    }

    @Test
    void aBlobIsMountedFromWhereItIsHeld() throws IOException {
        RepositoryName third = new RepositoryName("a/b");
        publish(APP, BLOB);

        assertThat(mount(OTHER, Optional.of(third), true)).isFalse();
        assertThat(catalog.blobs().size(OTHER, BLOB)).isEmpty();
        assertThat(mount(OTHER, Optional.of(APP), true)).isTrue();
        assertThat(catalog.blobs().size(OTHER, BLOB)).isPresent();
        assertThat(mount(third, Optional.empty(), true)).isTrue();
    }

    @Test
    void aBlobThatTheStoreHasNotIsNotMounted() throws IOException {
        publish(APP, BLOB);

        assertThat(mount(OTHER, Optional.of(APP), false)).isFalse();
        assertThat(mount(OTHER, Optional.empty(), false)).isFalse();
        assertThat(catalog.blobs().size(OTHER, BLOB)).isEmpty();
    }

    private boolean mount(RepositoryName to, Optional<RepositoryName> from, boolean isStored)
            throws IOException {
        return catalog.blobs()
                .mount(
                        to,
                        BLOB,
                        from,
                        NOW,
                        (digest, size) -> {
                            assertThat(digest).isEqualTo(BLOB);
                            assertThat(size).isEqualTo(4);
                            return isStored;
                        });
    }

    @Test
    void aBlobThatAManifestNamesIsNotReleased() throws IOException {
        publish(APP, BLOB);
        NewManifest manifest = manifest("one", List.of(BLOB), List.of());
        catalog.manifests().put(APP, manifest, Optional.empty(), CHANGE);

        assertThat(catalog.blobs().release(APP, BLOB)).isEqualTo(HeldBlobs.Release.NEEDED);
        catalog.manifests().delete(APP, digest(manifest), CHANGE);
        assertThat(catalog.blobs().release(APP, BLOB)).isEqualTo(HeldBlobs.Release.DONE);
        assertThat(catalog.blobs().release(APP, BLOB)).isEqualTo(HeldBlobs.Release.NOT_HELD);
    }

    @Test
    void unusedBlobsAreReleasedAfterAWhileAndThenForgotten() throws IOException {
        Digest used = Digest.of(Bytes.utf8("used"));
        publish(APP, BLOB);
        publish(APP, used);
        catalog.manifests()
                .put(APP, manifest("m", List.of(used), List.of()), Optional.empty(), CHANGE);

        assertThat(catalog.unused().releaseBlobs(NOW)).isZero();
        assertThat(catalog.unused().forgetBlobs()).isZero();
        assertThat(catalog.unused().releaseBlobs(NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(catalog.blobs().size(APP, BLOB)).isEmpty();
        assertThat(removed(BLOB)).isFalse();
        assertThat(catalog.unused().forgetBlobs()).isEqualTo(1);
        assertThat(removed(BLOB)).isTrue();
        assertThat(removed(used)).isFalse();
        assertThat(catalog.blobs().size(APP, used)).isPresent();
    }

    @Test
    void aPromisedBlobIsSpared() throws IOException {
        Instant later = NOW.plus(Duration.ofDays(1));
        publish(APP, BLOB);

        catalog.blobs().promise(APP, BLOB, later);

        assertThat(catalog.unused().releaseBlobs(later)).isZero();
        assertThat(catalog.unused().releaseBlobs(later.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void anUploadIsKnownUntilItsBlobIsPublishedOrItExpires() throws IOException {
        UUID published = UUID.randomUUID();
        UUID expired = UUID.randomUUID();
        UUID removed = UUID.randomUUID();
        for (UUID id : List.of(published, expired, removed)) {
            catalog.uploads().add(id, APP, NOW);
        }
        assertThat(catalog.uploads().count()).isEqualTo(3);
        assertThat(catalog.uploads().touch(published, APP, NOW)).isTrue();
        assertThat(catalog.uploads().touch(published, OTHER, NOW)).isFalse();

        catalog.blobs().publish(APP, BLOB, 4, published, NOW, () -> {});
        catalog.uploads().remove(removed);

        assertThat(catalog.uploads().touch(published, APP, NOW)).isFalse();
        assertThat(catalog.unused().knowsUpload(expired)).isTrue();
        assertThat(catalog.unused().expireUploads(NOW)).isEmpty();
        assertThat(catalog.unused().expireUploads(NOW.plusSeconds(1))).containsExactly(expired);
        assertThat(catalog.unused().knowsUpload(expired)).isFalse();
        assertThat(catalog.uploads().count()).isZero();
    }

    @Test
    void theAccountThatHasMostUploadsGivesTheOldestWay() throws IOException {
        assertThat(catalog.uploads().removeOldestOfMost()).isEmpty();
        var few = new UUID(0, 1);
        var oldest = new UUID(0, 2);
        var others = List.of(new UUID(0, 3), new UUID(0, 4));
        catalog.uploads().add(few, new RepositoryName("few/app"), NOW.minusSeconds(99));
        catalog.uploads().add(oldest, new RepositoryName("many/app"), NOW.minusSeconds(9));
        for (UUID other : others) {
            catalog.uploads().add(other, new RepositoryName("many/" + other), NOW);
        }

        assertThat(catalog.uploads().removeOldestOfMost()).contains(oldest);

        assertThat(catalog.uploads().count()).isEqualTo(3);
        assertThat(catalog.uploads().touch(few, new RepositoryName("few/app"), NOW)).isTrue();
    }

    @Test
    void anUploadThatIsUsedDoesNotExpire() throws IOException {
        UUID id = UUID.randomUUID();
        Instant later = NOW.plus(Duration.ofDays(1));
        catalog.uploads().add(id, APP, NOW);

        catalog.uploads().touch(id, APP, later);

        assertThat(catalog.unused().expireUploads(later)).isEmpty();
    }

    @Test
    void changesFromManyThreadsAllTakeEffect() throws Exception {
        List<Callable<Void>> pushes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            pushes.add(
                    () -> {
                        NewManifest manifest = manifest("m" + number % 10);
                        catalog.manifests().put(APP, manifest, Optional.of("t" + number), CHANGE);
                        return null;
                    });
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> push : threads.invokeAll(pushes)) {
                push.get();
            }
        }

        assertThat(catalog.tags().list(APP, Optional.empty(), 1000).orElseThrow()).hasSize(100);
    }

    @Test
    void whileABlobIsRemovedOnlyThatBlobCannotBePublished() throws Exception {
        Digest old = Digest.of(Bytes.utf8("old"));
        Digest other = Digest.of(Bytes.utf8("other"));
        var order = new ConcurrentLinkedQueue<String>();
        try (ExecutorService pusher = Executors.newSingleThreadExecutor()) {
            var push = new AtomicReference<Future<?>>();
            catalog.unused()
                    .removeUnknown(
                            old,
                            NOW,
                            () -> {
                                push.set(pusher.submit(() -> publishNoted(old, order)));
                                publish(APP, other);
                                assertThat(removed(old)).as("removed twice at once").isFalse();
                                order.add("removed");
                            });
            push.get().get();
        }

        assertThat(order).containsExactly("removed", "published");
        assertThat(size(APP, old)).isPresent();
        assertThat(size(APP, other)).isPresent();
    }

    private Void publishNoted(Digest digest, Queue<String> order) throws IOException {
        catalog.blobs().publish(APP, digest, 4, NO_UPLOAD, NOW, () -> order.add("published"));
        return null;
    }

    /// The store may still do what it was asked for.
    @Test
    void aFailedRemovalKeepsTheBlobFromBeingPublishedForAWhile() throws IOException {
        Digest digest = Digest.of(Bytes.utf8("old"));
        assertThatThrownBy(
                        () ->
                                catalog.unused()
                                        .removeUnknown(
                                                digest,
                                                NOW,
                                                () -> {
                                                    throw new IOException("no answer");
                                                }))
                .hasMessage("no answer");

        assertThatThrownBy(() -> publish(APP, digest)).isInstanceOf(BlobInRemovalException.class);
        assertThat(size(APP, digest)).isEmpty();
        Instant later = NOW.plus(Duration.ofMinutes(16));
        catalog.blobs().publish(APP, digest, 4, NO_UPLOAD, later, () -> {});
        assertThat(size(APP, digest)).isPresent();
    }

    @Test
    void whileABlobIsCheckedForDamageItCannotBePublished() throws Exception {
        publish(APP, BLOB);
        var order = new ConcurrentLinkedQueue<String>();
        boolean isRemoved;
        try (ExecutorService pusher = Executors.newSingleThreadExecutor()) {
            var push = new AtomicReference<Future<?>>();
            isRemoved =
                    catalog.unused()
                            .removeDamaged(
                                    BLOB,
                                    () -> NOW,
                                    _ -> {
                                        push.set(pusher.submit(() -> publishNoted(BLOB, order)));
                                        // Time enough to publish, if nothing kept it from it.
                                        assertThatThrownBy(
                                                        () -> push.get().get(1, TimeUnit.SECONDS))
                                                .isInstanceOf(TimeoutException.class);
                                        order.add("checked");
                                        return true;
                                    },
                                    () -> order.add("removed"));
            push.get().get();
        }

        assertThat(isRemoved).isTrue();
        assertThat(order).containsExactly("checked", "removed", "published");
    }

    @Test
    void whatIsNotDamagedIsNotRemovedAndCanBePublishedAtOnce() throws IOException {
        publish(APP, BLOB);
        for (boolean fails : new boolean[] {false, true}) {
            try {
                assertThat(
                                catalog.unused()
                                        .removeDamaged(
                                                BLOB, () -> NOW, _ -> check(fails), this::never))
                        .isFalse();
            } catch (IOException e) {
                assertThat(e).hasMessage("unreadable");
            }
            publish(APP, BLOB);
        }
    }

    private static boolean check(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("unreadable");
        }
        return false;
    }

    private void never() {
        throw new AssertionError("removed");
    }

    /// A check may take longer than marks count, if it says so now and then; without that others may
    /// have published the blob.
    @Test
    void aCheckThatTakesLongRenewsItsMarkOrRemovesNothing() throws IOException {
        publish(APP, BLOB);
        var clock = new AtomicReference<>(NOW);
        var ran = new AtomicReference<>(false);

        boolean renewed =
                catalog.unused()
                        .removeDamaged(
                                BLOB,
                                clock::get,
                                renewal -> {
                                    for (int i = 0; i < 4; i++) {
                                        clock.set(clock.get().plus(Duration.ofMinutes(10)));
                                        renewal.run();
                                    }
                                    assertThat(removed(BLOB)).isFalse();
                                    return true;
                                },
                                () -> ran.set(true));
        assertThat(renewed).isTrue();
        assertThat(ran.get()).isTrue();

        boolean lost =
                catalog.unused()
                        .removeDamaged(
                                BLOB,
                                clock::get,
                                _ -> {
                                    clock.set(clock.get().plus(Duration.ofMinutes(16)));
                                    catalog.blobs()
                                            .publish(
                                                    APP, BLOB, 4, NO_UPLOAD, clock.get(), () -> {});
                                    return true;
                                },
                                this::never);
        assertThat(lost).isFalse();
    }

    private boolean removed(Digest digest) throws IOException {
        var ran = new boolean[1];
        boolean result = catalog.unused().removeUnknown(digest, NOW, () -> ran[0] = true);
        assertThat(ran[0]).isEqualTo(result);
        return result;
    }

    private OptionalLong size(RepositoryName repository, Digest digest) {
        try {
            return catalog.blobs().size(repository, digest);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Digest> referrers(Digest subject, String type, Optional<Digest> after, int limit)
            throws IOException {
        Optional<String> filter = Optional.of(type).filter(text -> !text.isEmpty());
        return catalog.manifests().referrers(APP, subject, filter, after, limit).stream()
                .map(ManifestEntry::digest)
                .toList();
    }

    private void publish(RepositoryName repository, Digest digest) throws IOException {
        catalog.blobs().publish(repository, digest, 4, NO_UPLOAD, NOW, () -> {});
    }

    private static Digest digest(NewManifest manifest) {
        return manifest.manifest().digest();
    }

    private static NewManifest manifest(String content) {
        return manifest(content, List.of(), List.of());
    }

    private static NewManifest manifest(
            String content, List<Digest> blobs, List<Digest> manifests) {
        return new NewManifest(
                stored(content),
                blobs,
                List.of(),
                manifests,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static NewManifest referrer(String content, Digest subject, String type) {
        return new NewManifest(
                stored(content),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(subject),
                Optional.of(type),
                Optional.empty());
    }

    private static StoredManifest stored(String content) {
        Bytes bytes = Bytes.utf8(content);
        return new StoredManifest(Digest.of(bytes), "application/test", bytes);
    }
}
