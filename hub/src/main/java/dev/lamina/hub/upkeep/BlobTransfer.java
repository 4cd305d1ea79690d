package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.blob.VerifiedUpload;
import dev.lamina.hub.catalog.Inventory;
import dev.lamina.hub.catalog.Inventory.KnownBlob;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/// Copies blobs from one store to another, and compares them with their digests on the way.
final class BlobTransfer {

    private final BlobStore source;
    private final BlobStore target;
    private final Inventory inventory;

    /// @param inventory knows the repositories of flawed blobs
    BlobTransfer(BlobStore source, BlobStore target, Inventory inventory) {
        this.source = source;
        this.target = target;
        this.inventory = inventory;
    }

    /// Copies a blob unless it is there, and tells why that cannot be done. One that is there was
    /// compared when it came.
    Optional<Flaw> copy(KnownBlob blob) throws IOException {
        if (isThere(blob)) {
            return Optional.empty();
        }
        Optional<StoredBlob> found = source.open(blob.digest());
        if (found.isEmpty()) {
            return Optional.of(Flaw.of(blob, Flaw.Kind.MISSING, inventory));
        }
        try (StoredBlob open = found.get()) {
            return open.size() == blob.size() && receive(open, blob)
                    ? Optional.empty()
                    : Optional.of(Flaw.of(blob, Flaw.Kind.DAMAGED, inventory));
        } catch (NotFoundException e) {
            // Removed since it was opened.
            return Optional.of(Flaw.of(blob, Flaw.Kind.MISSING, inventory));
        }
    }

    private boolean isThere(KnownBlob blob) throws IOException {
        try (StoredBlob found = target.open(blob.digest()).orElse(null)) {
            return found != null && found.size() == blob.size();
        }
    }

    private boolean receive(StoredBlob open, KnownBlob blob) throws IOException {
        Upload upload = target.upload(UUID.randomUUID());
        upload.create();
        try (InputStream content = open.openStream(0, open.size())) {
            upload.append(0, content, blob.size());
            try (VerifiedUpload verified = upload.verify(blob.digest())) {
                verified.publish();
                return true;
            }
        } catch (DigestMismatchException e) {
            return false;
        } finally {
            upload.discard();
        }
    }
}
