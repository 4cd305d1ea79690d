package dev.lamina.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Digest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;

/// The contract over files, and what only files have (docs/formats/hub-blobs.md).
final class FileBlobStoreTest extends BlobStoreContract {

    @TempDir private Path root;

    @Override
    BlobStore open() throws IOException {
        return FileBlobStore.open(root);
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
