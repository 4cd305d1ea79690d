package dev.lamina.hub.upkeep;

import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/// Refuses to begin a hub on the blobs of another.
///
/// A catalog that is lost, or a database that is not the hub's, looks like a new one; the first sweep
/// would then remove every blob, because the catalog knows none.
public final class FirstStart {

    private FirstStart() {}

    /// Checks a catalog that nobody has used.
    ///
    /// @throws IOException if there are blobs already
    public static void check(Accounts accounts, Database database, BlobStore store)
            throws IOException {
        if (accounts.isEmpty()) {
            store.visit(
                    new StoreVisitor() {
                        @Override
                        public void blob(Digest digest, Instant modified) throws IOException {
                            throw new IOException(
                                    database
                                            + ": expected the catalog of the blobs that are there,"
                                            + " got a new one: is it the right database? hub restore"
                                            + " brings back a lost one");
                        }

                        @Override
                        public void upload(UUID id, Instant modified) {
                            // What is on its way is nothing to lose.
                        }
                    });
        }
    }
}
