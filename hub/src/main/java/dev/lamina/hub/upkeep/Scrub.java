package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.HeldBlobs;
import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.catalog.content.Inventory.KnownBlob;
import dev.lamina.hub.catalog.content.Unused;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.DatabaseException;
import dev.lamina.hub.settings.Watcher;
import dev.lamina.hub.upkeep.Flaw.Finding;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.DigestMismatchException;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Reads every blob again, and finds those that have changed, are gone, or cannot be
/// read.
public final class Scrub {

    private static final int BUFFER_SIZE = 256 << 10;

    private final BlobStore store;
    private final Inventory inventory;
    private final Unused unused;
    private final SourceReader reader;
    private final byte[] buffer = new byte[BUFFER_SIZE];

    public Scrub(Database database, BlobStore store) {
        this.store = store;
        this.inventory = new Inventory(database);
        this.unused = new Catalog(database).unused();
        this.reader = new SourceReader(store);
    }

    /// Returns what is wrong.
    ///
    /// @param removeDamaged whether damaged blobs are removed, so that the next push that has them
    ///     brings them again; as they are, clients are told that they are there. One that cannot be
    ///     read stays: the next reading may succeed.
    public List<Flaw> run(boolean removeDamaged, Watcher watcher) throws IOException {
        var flaws = new ArrayList<Flaw>();
        EveryBlob.visit(
                inventory, watcher, blob -> flaw(blob, removeDamaged).ifPresent(flaws::add));
        return flaws;
    }

    /// A blob that has been removed since it was listed has no flaw.
    private Optional<Flaw> flaw(KnownBlob blob, boolean removeDamaged) throws IOException {
        Optional<Finding> finding = find(blob, () -> {});
        if (removeDamaged && isDamage(finding)) {
            finding = remove(blob, finding);
        }
        return finding.isPresent() && inventory.knows(blob.digest())
                ? Optional.of(finding.get().of(blob, inventory))
                : Optional.empty();
    }

    private static boolean isDamage(Optional<Finding> finding) {
        return finding.filter(found -> found.kind() == Flaw.Kind.DAMAGED).isPresent();
    }

    /// Removes a blob if it is still damaged now that nobody can replace it, and returns what is wrong
    /// with it by then.
    private Optional<Finding> remove(KnownBlob blob, Optional<Finding> before) throws IOException {
        var last = new AtomicReference<>(before);
        String kept = "";
        try {
            boolean isRemoved =
                    unused.removeDamaged(
                            blob.digest(),
                            InstantSource.system(),
                            renewal -> {
                                last.set(find(blob, renewal));
                                return isDamage(last.get());
                            },
                            () -> store.delete(blob.digest()));
            kept = isRemoved ? "" : "it is being removed by others";
        } catch (DatabaseException e) {
            throw e;
        } catch (IOException e) {
            // The others are looked at all the same.
            kept = String.valueOf(e.getMessage());
        }
        String why = kept;
        return why.isEmpty() || !isDamage(last.get())
                ? last.get()
                : last.get().map(finding -> finding.notRemoved(why));
    }

    /// @param meanwhile is run after each piece that was read
    private Optional<Finding> find(KnownBlob blob, HeldBlobs.Step meanwhile) throws IOException {
        return reader.read(
                blob,
                content -> {
                    Digest got = digest(content, blob.digest().algorithm(), meanwhile);
                    if (!got.equals(blob.digest())) {
                        throw new DigestMismatchException("blob", blob.digest(), got);
                    }
                });
    }

    private Digest digest(InputStream content, DigestAlgorithm algorithm, HeldBlobs.Step meanwhile)
            throws IOException {
        MessageDigest computation = algorithm.newMessageDigest();
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            computation.update(buffer, 0, n);
            meanwhile.run();
        }
        return Digest.finish(algorithm, computation);
    }
}
