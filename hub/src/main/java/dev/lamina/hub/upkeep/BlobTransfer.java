package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.blob.VerifiedUpload;
import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.catalog.content.Inventory.KnownBlob;
import dev.lamina.hub.upkeep.Flaw.Finding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/// Copies blobs from one store to another, and compares them with their digests on the way.
final class BlobTransfer {

    private final SourceReader source;
    private final BlobStore target;
    private final Inventory inventory;

    /// @param inventory knows the repositories of flawed blobs
    BlobTransfer(BlobStore source, BlobStore target, Inventory inventory) {
        this.source = new SourceReader(source);
        this.target = target;
        this.inventory = inventory;
    }

    /// Copies a blob unless it is there, and tells why that cannot be done. One that is there was
    /// compared when it came.
    ///
    /// @throws IOException if the target takes nothing
    Optional<Flaw> copy(KnownBlob blob) throws IOException {
        if (target.has(blob.digest(), blob.size())) {
            return Optional.empty();
        }
        Optional<Finding> finding = source.read(blob, content -> receive(content, blob));
        return finding.isEmpty()
                ? Optional.empty()
                : Optional.of(finding.get().of(blob, inventory));
    }

    private void receive(InputStream content, KnownBlob blob) throws IOException {
        Upload upload = target.upload(UUID.randomUUID());
        upload.create();
        try {
            upload.append(0, content, blob.size());
            try (VerifiedUpload verified = upload.verify(blob.digest())) {
                verified.publish();
            }
        } finally {
            upload.discard();
        }
    }
}
