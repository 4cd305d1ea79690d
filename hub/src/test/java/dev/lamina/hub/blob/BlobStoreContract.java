package dev.lamina.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.NotFoundException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;

/// What every [BlobStore] must do. A subclass opens stores over one place; each opening stands for
/// another process.
abstract class BlobStoreContract {

    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final Bytes BLOB = random(7, 400_000);
    private static final Digest DIGEST = Digest.of(BLOB);

    private final UUID id = UUID.randomUUID();

    abstract BlobStore open() throws IOException;

    @Test
    void anUploadBecomesABlobWhenItIsPublished() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);

        try (VerifiedUpload verified = store.upload(id).verify(DIGEST)) {
            assertThat(verified.size()).isEqualTo(BLOB.length());
            verified.publish();
        }

        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
        assertThatThrownBy(() -> store.upload(id).size()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anotherProcessGoesOnWithAnUpload() throws IOException {
        open().upload(id).create();
        long first = open().upload(id).append(0, BLOB.slice(0, 1000).openStream(), NO_LIMIT);
        long second = open().upload(id).append(first, rest(first), NO_LIMIT);

        assertThat(second).isEqualTo(BLOB.length());
        publish(open(), DIGEST);
        assertThat(read(open(), DIGEST)).isEqualTo(BLOB);
    }

    /// A process that remembers the digest of what it wrote must notice that more has arrived.
    @Test
    void twoProcessesMayTakeTurns() throws IOException {
        BlobStore one = open();
        BlobStore two = open();
        one.upload(id).create();

        one.upload(id).append(0, BLOB.slice(0, 10).openStream(), NO_LIMIT);
        two.upload(id).append(10, BLOB.slice(10, 20).openStream(), NO_LIMIT);
        one.upload(id).append(20, rest(20), NO_LIMIT);

        publish(one, DIGEST);
        assertThat(read(two, DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void aByteAtATimeIsAsGoodAsAllAtOnce() throws IOException {
        Bytes small = BLOB.slice(0, 300);
        BlobStore store = open();
        store.upload(id).create();
        for (int i = 0; i < small.length(); i++) {
            store.upload(id).append(i, small.slice(i, i + 1).openStream(), NO_LIMIT);
        }

        publish(store, Digest.of(small));

        assertThat(read(store, Digest.of(small))).isEqualTo(small);
    }

    @Test
    void bytesWithAnotherDigestAreNotPublished() throws IOException {
        BlobStore store = open();
        Digest wrong = Digest.of(Bytes.utf8("wrong"));
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);

        assertThatThrownBy(() -> store.upload(id).verify(wrong))
                .isInstanceOf(DigestMismatchException.class);

        assertThat(store.open(wrong)).isEmpty();
        assertThat(store.upload(id).size()).isEqualTo(BLOB.length());
        publish(store, DIGEST);
    }

    @Test
    void closingWithoutPublishingLeavesTheUpload() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);

        store.upload(id).verify(DIGEST).close();

        assertThat(store.upload(id).size()).isEqualTo(BLOB.length());
        publish(store, DIGEST);
        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void aPublicationThatIsTakenBackLeavesTheUpload() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);

        try (VerifiedUpload verified = store.upload(id).verify(DIGEST)) {
            verified.publish();
            verified.takeBack();
        }

        assertThat(store.upload(id).size()).isEqualTo(BLOB.length());
        store.delete(DIGEST);
        publish(store, DIGEST);
        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
    }

    /// Two hubs over one store: what one has computed counts no more when the other has cut and
    /// written again.
    @Test
    void whatAnotherProcessHasWrittenIsWhatIsVerified() throws IOException {
        BlobStore one = open();
        BlobStore other = open();
        Bytes evil = Bytes.utf8("e".repeat(BLOB.length()));
        one.upload(id).create();
        one.upload(id).append(0, BLOB.openStream(), NO_LIMIT);
        other.upload(id).cut(0);
        other.upload(id).append(0, evil.openStream(), NO_LIMIT);

        assertThatThrownBy(() -> one.upload(id).verify(DIGEST))
                .isInstanceOf(DigestMismatchException.class);
        try (VerifiedUpload verified = one.upload(id).verify(Digest.of(evil))) {
            assertThat(verified.size()).isEqualTo(evil.length());
        }
    }

    @Test
    void theBytesOfAFailedRequestAreTakenBack() throws IOException {
        BlobStore store = open();
        int half = BLOB.length() / 2;
        store.upload(id).create();
        store.upload(id).append(0, BLOB.slice(0, half).openStream(), NO_LIMIT);
        store.upload(id).append(half, BLOB.openStream(), NO_LIMIT);

        store.upload(id).cut(half);
        store.upload(id).cut(BLOB.length());

        assertThat(store.upload(id).size()).isEqualTo(half);
        store.upload(id).append(half, BLOB.slice(half, BLOB.length()).openStream(), NO_LIMIT);
        publish(store, DIGEST);
        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void everyDigestAlgorithmIsVerified() throws IOException {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            Digest digest = Digest.of(algorithm, BLOB);
            BlobStore store = open();
            store.upload(id).create();
            store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);
            publish(store, digest);

            assertThat(read(store, digest)).as(algorithm.prefix()).isEqualTo(BLOB);
        }
    }

    @Test
    void aPieceMustBeginWhereTheUploadEnds() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.slice(0, 100).openStream(), NO_LIMIT);

        for (long offset : new long[] {0, 50, 99, 101, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> store.upload(id).append(offset, rest(100), NO_LIMIT))
                    .isInstanceOfSatisfying(
                            UploadOffsetException.class,
                            e -> assertThat(e.expected()).isEqualTo(100));
        }
        assertThat(store.upload(id).size()).isEqualTo(100);
    }

    @Test
    void whatArrivedBeforeAFailureStays() throws IOException {
        BlobStore store = open();
        store.upload(id).create();

        assertThatThrownBy(() -> store.upload(id).append(0, new Breaking(1000), NO_LIMIT))
                .hasMessage("broken on purpose");
        long arrived = store.upload(id).size();
        store.upload(id).append(arrived, rest(arrived), NO_LIMIT);

        assertThat(arrived).isEqualTo(1000);
        publish(store, DIGEST);
        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void anUploadDoesNotExceedItsLimit() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.slice(0, 100).openStream(), 100);

        assertThatThrownBy(() -> store.upload(id).append(100, rest(100), 1000))
                .isInstanceOf(BlobTooLargeException.class)
                .hasMessage("blob, size: expected at most 1000 bytes, got more");

        assertThat(store.upload(id).size()).isLessThanOrEqualTo(1000);
    }

    @Test
    void oneRequestAtATimeChangesAnUpload() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);
        long end = BLOB.length();

        try (VerifiedUpload verified = store.upload(id).verify(DIGEST)) {
            assertThatThrownBy(() -> store.upload(id).append(end, rest(0), NO_LIMIT))
                    .isInstanceOf(UploadBusyException.class);
            assertThatThrownBy(() -> store.upload(id).verify(DIGEST))
                    .isInstanceOf(UploadBusyException.class);
            assertThat(verified.size()).isEqualTo(end);
        }
    }

    @Test
    void aMissingUploadIsNotFound() throws IOException {
        Upload missing = open().upload(id);

        assertThatThrownBy(missing::size).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> missing.append(0, rest(0), NO_LIMIT))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> missing.verify(DIGEST)).isInstanceOf(NotFoundException.class);
        missing.discard();
    }

    @Test
    void aDiscardedUploadIsGone() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);

        store.upload(id).discard();

        assertThatThrownBy(() -> store.upload(id).size()).isInstanceOf(NotFoundException.class);
        assertThat(store.open(DIGEST)).isEmpty();
    }

    @Test
    void publishingABlobThatIsThereChangesNothing() throws IOException {
        BlobStore store = open();
        add(store, BLOB);
        try (StoredBlob before = store.open(DIGEST).orElseThrow()) {
            add(store, BLOB);

            assertThat(before.openStream(0, BLOB.length())).hasBinaryContent(BLOB.toArray());
        }
        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void aStreamOutlivesTheDeletionOfItsBlob() throws IOException {
        BlobStore store = open();
        add(store, BLOB);
        try (StoredBlob open = store.open(DIGEST).orElseThrow();
                InputStream stream = open.openStream(0, BLOB.length())) {
            byte[] first = stream.readNBytes(1000);
            store.delete(DIGEST);
            store.delete(DIGEST);

            assertThat(store.open(DIGEST)).isEmpty();
            assertThat(first).isEqualTo(BLOB.slice(0, 1000).toArray());
            assertThat(stream).hasBinaryContent(BLOB.slice(1000, BLOB.length()).toArray());
        }
    }

    /// A sweep may find a blob that is not published yet, and remove it.
    @Test
    void whatIsRemovedBeforeItIsPublishedIsPublishedAllTheSame() throws IOException {
        BlobStore store = open();
        store.upload(id).create();
        store.upload(id).append(0, BLOB.openStream(), NO_LIMIT);
        try (VerifiedUpload verified = store.upload(id).verify(DIGEST)) {
            open().delete(DIGEST);
            verified.publish();
        }

        assertThat(read(store, DIGEST)).isEqualTo(BLOB);
    }

    @Test
    void anEmptyBlobIsABlob() throws IOException {
        BlobStore store = open();
        add(store, Bytes.EMPTY);

        assertThat(read(store, Digest.of(Bytes.EMPTY))).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aPartOfABlobIsRead() throws IOException {
        BlobStore store = open();
        add(store, BLOB);
        try (StoredBlob blob = store.open(DIGEST).orElseThrow()) {
            assertThat(blob.size()).isEqualTo(BLOB.length());
            try (InputStream part = blob.openStream(100_000, 123_456)) {
                assertThat(part).hasBinaryContent(BLOB.slice(100_000, 223_456).toArray());
            }
        }
    }

    @Test
    void aVisitorSeesAllBlobsAndUploads() throws IOException {
        BlobStore store = open();
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            Bytes blob = random(i, 100);
            add(store, blob);
            expected.add(Digest.of(blob).toString());
        }
        store.upload(id).create();
        expected.add(id.toString());

        Set<String> seen = new TreeSet<>();
        store.visit(
                new StoreVisitor() {
                    @Override
                    public void blob(Digest digest, Instant modified) {
                        assertThat(modified).isAfter(Instant.now().minusSeconds(60));
                        seen.add(digest.toString());
                    }

                    @Override
                    public void upload(UUID upload, Instant modified) {
                        seen.add(upload.toString());
                    }
                });

        assertThat(seen).isEqualTo(expected);
    }

    private static InputStream rest(long offset) {
        return BLOB.slice((int) offset, BLOB.length()).openStream();
    }

    private static void add(BlobStore store, Bytes blob) throws IOException {
        UUID upload = UUID.randomUUID();
        store.upload(upload).create();
        store.upload(upload).append(0, blob.openStream(), NO_LIMIT);
        try (VerifiedUpload verified = store.upload(upload).verify(Digest.of(blob))) {
            verified.publish();
        }
    }

    private void publish(BlobStore store, Digest digest) throws IOException {
        try (VerifiedUpload verified = store.upload(id).verify(digest)) {
            verified.publish();
        }
    }

    private static Bytes read(BlobStore store, Digest digest) throws IOException {
        try (StoredBlob blob = store.open(digest).orElseThrow();
                InputStream content = blob.openStream(0, blob.size())) {
            return Bytes.of(content.readAllBytes());
        }
    }

    private static Bytes random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }

    /// The blob's first bytes, then a failure.
    private static final class Breaking extends InputStream {

        private final int count;
        private int position;

        Breaking(int count) {
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            if (position == count) {
                throw new IOException("broken on purpose");
            }
            return BLOB.at(position++) & 0xff;
        }
    }
}
