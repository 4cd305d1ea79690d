package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.catalog.Inventory;
import dev.lamina.hub.catalog.Inventory.KnownBlob;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads every blob again, and finds those whose bytes have changed or gone.
public final class Scrub {

    private static final int BUFFER_SIZE = 256 << 10;

    private final BlobStore store;
    private final Inventory inventory;
    private final byte[] buffer = new byte[BUFFER_SIZE];

    public Scrub(Database database, BlobStore store) {
        this.store = store;
        this.inventory = new Inventory(database);
    }

    /// Returns what is wrong.
    ///
    /// @param removeDamaged whether damaged blobs are removed, so that the next push that has them
    ///     brings them again; as they are, clients are told that they are there
    public List<Flaw> run(boolean removeDamaged, Watcher watcher) throws IOException {
        var flaws = new ArrayList<Flaw>();
        EveryBlob.visit(
                inventory,
                watcher,
                blob -> {
                    Optional<Flaw> flaw = flaw(blob);
                    if (flaw.isPresent()) {
                        flaws.add(flaw.get());
                        if (removeDamaged) {
                            store.delete(blob.digest());
                        }
                    }
                });
        return flaws;
    }

    /// A blob that has been removed since it was listed has no flaw.
    private Optional<Flaw> flaw(KnownBlob blob) throws IOException {
        Optional<Flaw.Kind> kind = read(blob);
        return kind.isPresent() && inventory.knows(blob.digest())
                ? Optional.of(Flaw.of(blob, kind.get(), inventory))
                : Optional.empty();
    }

    private Optional<Flaw.Kind> read(KnownBlob blob) throws IOException {
        Optional<StoredBlob> found = store.open(blob.digest());
        if (found.isEmpty()) {
            return Optional.of(Flaw.Kind.MISSING);
        }
        try (StoredBlob open = found.get()) {
            return open.size() == blob.size() && digest(open, blob).equals(blob.digest())
                    ? Optional.empty()
                    : Optional.of(Flaw.Kind.DAMAGED);
        } catch (NotFoundException e) {
            // Removed since it was opened.
            return Optional.of(Flaw.Kind.MISSING);
        }
    }

    private Digest digest(StoredBlob open, KnownBlob blob) throws IOException {
        MessageDigest computation = blob.digest().algorithm().newMessageDigest();
        try (InputStream content = open.openStream(0, open.size())) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                computation.update(buffer, 0, n);
            }
        }
        return Digest.finish(blob.digest().algorithm(), computation);
    }
}
