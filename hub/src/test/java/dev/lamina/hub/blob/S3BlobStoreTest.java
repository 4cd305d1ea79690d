package dev.lamina.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.TestHub;
import dev.lamina.hub.blob.s3.BucketAddress;
import dev.lamina.hub.blob.s3.CuttingProxy;
import dev.lamina.hub.blob.s3.S3BlobStore;
import dev.lamina.hub.blob.s3.TestS3;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The contract over a real S3 server, and what only an object store has.
final class S3BlobStoreTest extends BlobStoreContract {

    private static final int MIB = 1 << 20;

    private final String bucket = "b" + UUID.randomUUID();
    private final List<BlobStore> stores = new ArrayList<>();

    @TempDir private Path spool;

    @Override
    BlobStore open() throws IOException {
        BlobStore store = TestS3.shared().open(bucket, spool);
        stores.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        stores.forEach(BlobStore::close);
    }

    /// Pieces of all kinds: large ones are copied within the store, small ones put together.
    @Test
    void aLargeBlobIsMadeOfItsPieces() throws IOException {
        Bytes blob = TestHub.random(1, 33 * MIB + 17);
        int[] ends = {1, 3, 20 * MIB, 20 * MIB + 5, 21 * MIB, 33 * MIB, 33 * MIB + 17};
        UUID id = UUID.randomUUID();
        open().upload(id).create();
        int start = 0;
        for (int end : ends) {
            open().upload(id).append(start, blob.slice(start, end).openStream(), Long.MAX_VALUE);
            start = end;
        }

        try (VerifiedUpload verified = open().upload(id).verify(Digest.of(blob))) {
            verified.publish();
        }

        try (StoredBlob stored = open().open(Digest.of(blob)).orElseThrow();
                InputStream content = stored.openStream(0, stored.size())) {
            assertThat(content).hasBinaryContent(blob.toArray());
        }
        assertThat(spool).isEmptyDirectory();
    }

    /// The digest that a process remembers is of the pieces that it wrote, not of others with the
    /// same sizes.
    @Test
    void bytesOfAnotherProcessAreNotTakenForOurs() throws IOException {
        Bytes ours = TestHub.random(1, 1000);
        Bytes others = TestHub.random(2, 1000);
        UUID id = UUID.randomUUID();
        BlobStore one = open();
        one.upload(id).create();
        one.upload(id).append(0, ours.openStream(), Long.MAX_VALUE);
        for (Path file : TestS3.shared().files(bucket)) {
            if (file.toString().contains(id.toString()) && !file.endsWith("begin")) {
                java.nio.file.Files.move(
                        file,
                        file.resolveSibling(
                                "0".repeat(16) + "-" + "0".repeat(13) + "3e8-" + "0".repeat(16)));
            }
        }

        assertThatThrownBy(() -> one.upload(id).verify(Digest.of(others)))
                .isInstanceOf(dev.lamina.image.DigestMismatchException.class);
        try (VerifiedUpload verified = one.upload(id).verify(Digest.of(ours))) {
            assertThat(verified.size()).isEqualTo(1000);
        }
    }

    /// The first process learns late that its client's connection broke, and keeps what it has; by then
    /// the client has gone on with another process.
    @Test
    void aPieceThatComesLateDoesNotDestroyWhatWasBuiltMeanwhile() throws IOException {
        Bytes blob = TestHub.random(1, 9 * MIB);
        UUID id = UUID.randomUUID();
        BlobStore first = open();
        BlobStore second = open();
        first.upload(id).create();
        InputStream breaking =
                new InputStream() {

                    private int position;

                    @Override
                    public int read() throws IOException {
                        if (position == 1000) {
                            position++;
                            second.upload(id).append(0, blob.openStream(), Long.MAX_VALUE);
                        }
                        if (position > 1000) {
                            throw new IOException("connection broken");
                        }
                        return blob.at(position++) & 0xff;
                    }
                };

        assertThatThrownBy(() -> first.upload(id).append(0, breaking, Long.MAX_VALUE))
                .hasMessage("connection broken");

        assertThat(second.upload(id).size()).isEqualTo(blob.length());
        try (VerifiedUpload verified = second.upload(id).verify(Digest.of(blob))) {
            verified.publish();
        }
        assertThat(TestS3.shared().files(bucket)).hasSize(1);
    }

    /// A connection that ends early is not the end of the bytes.
    @Test
    void bytesThatDoNotComeAreTheStoresFailure() throws IOException {
        Bytes blob = TestHub.random(1, 300_000);
        UUID id = UUID.randomUUID();
        open().upload(id).create();
        open().upload(id).append(0, blob.openStream(), Long.MAX_VALUE);
        try (var proxy = CuttingProxy.before(TestS3.shared().endpoint());
                BlobStore store = TestS3.shared().open(bucket, spool, proxy.endpoint())) {
            proxy.cutAfter(100_000);
            assertThatThrownBy(() -> store.upload(id).verify(Digest.of(blob)))
                    .isInstanceOf(BlobStoreException.class);
            try (VerifiedUpload verified = store.upload(id).verify(Digest.of(blob))) {
                verified.publish();
            }

            try (StoredBlob stored = store.open(Digest.of(blob)).orElseThrow()) {
                proxy.cutAfter(100_000);
                try (InputStream content = stored.openStream(0, stored.size())) {
                    assertThatThrownBy(content::readAllBytes)
                            .isInstanceOf(BlobStoreException.class)
                            .hasMessageContaining("reading some/where/blobs/");
                }
                try (InputStream content = stored.openStream(0, stored.size())) {
                    assertThat(content).hasBinaryContent(blob.toArray());
                }
            }
        }
    }

    @Test
    void aPublishedUploadLeavesNothingButTheBlob() throws IOException {
        Bytes blob = TestHub.random(1, 9 * MIB);
        BlobStore store = open();
        UUID id = UUID.randomUUID();
        store.upload(id).create();
        store.upload(id).append(0, blob.openStream(), Long.MAX_VALUE);
        try (VerifiedUpload verified = store.upload(id).verify(Digest.of(blob))) {
            verified.publish();
        }

        assertThat(TestS3.shared().files(bucket))
                .singleElement()
                .asString()
                .endsWith("some/where/blobs/sha256/" + Digest.of(blob).hex());
    }

    @Test
    void aStoreThatIsDownSaysSoAndWorksAgainWhenItIsBack() throws IOException {
        try (TestS3 server = TestS3.launch();
                BlobStore store = server.open("bucket", spool)) {
            store.check();
            server.stop();

            assertThatThrownBy(store::check).isInstanceOf(BlobStoreException.class);
            assertThatThrownBy(() -> store.open(Digest.of(Bytes.utf8("x"))))
                    .isInstanceOf(BlobStoreException.class)
                    .hasMessageNotContaining("secret");

            server.start();
            store.check();
        }
    }

    @Test
    void aBucketThatIsNotThereIsRefused() {
        assertThatThrownBy(
                        () ->
                                S3BlobStore.open(
                                        BucketAddress.parse(
                                                "s3://none-such",
                                                Optional.of(TestS3.shared().endpoint()),
                                                Optional.empty()),
                                        spool,
                                        false))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("none-such");
    }
}
