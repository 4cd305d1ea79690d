package dev.lamina.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// The contract over files, and what only files have (docs/formats/hub-blobs.md).
final class FileBlobStoreTest extends BlobStoreContract {

    @TempDir private Path root;

    @Override
    BlobStore open() throws IOException {
        return FileBlobStore.open(root);
    }

    /// The kernel says once that bytes are lost, and success the next time.
    @Test
    void anUploadThatDidNotReachTheDiskIsGone() throws IOException {
        var fails = new AtomicBoolean(true);
        BlobStore store =
                FileBlobStore.open(
                        root,
                        _ -> {
                            if (fails.getAndSet(false)) {
                                throw new IOException("Input/output error");
                            }
                        });
        Bytes blob = Bytes.utf8("content");
        UUID id = UUID.randomUUID();
        store.upload(id).create();
        store.upload(id).append(0, blob.openStream(), Long.MAX_VALUE);

        assertThatThrownBy(() -> store.upload(id).verify(Digest.of(blob)))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("Input/output error");

        assertThatThrownBy(() -> store.upload(id).verify(Digest.of(blob)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> open().upload(id).size()).isInstanceOf(NotFoundException.class);
        assertThat(store.open(Digest.of(blob))).isEmpty();
    }

    @Test
    void filesThatAreNotOursAreLeftAlone() throws IOException {
        BlobStore store = open();
        String hex = "ab".repeat(32);
        Files.createDirectories(root.resolve("blobs/sha256/ab"));
        Files.createDirectories(root.resolve("blobs/sha256/cd"));
        Files.writeString(root.resolve("blobs/sha256/cd/" + hex), "in the wrong directory");
        Files.writeString(root.resolve("blobs/sha256/ab/README"), "a note");
        Files.writeString(root.resolve("uploads/note"), "another");
        Files.writeString(root.resolve("uploads/1-1-1-1-1"), "not as we write it");

        var seen = new ArrayList<Object>();
        store.visit(
                new StoreVisitor() {
                    @Override
                    public void blob(Digest digest, Instant modified) {
                        seen.add(digest);
                    }

                    @Override
                    public void upload(UUID id, Instant modified) {
                        seen.add(id);
                    }
                });

        assertThat(seen).isEmpty();
    }
}
