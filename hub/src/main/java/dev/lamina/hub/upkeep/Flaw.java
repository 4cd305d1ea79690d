package dev.lamina.hub.upkeep;

import dev.lamina.hub.catalog.Inventory;
import dev.lamina.hub.catalog.Inventory.KnownBlob;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;

/// A blob that is not as the catalog says.
///
/// @param repositories some of those that hold it
public record Flaw(Digest digest, long size, Kind kind, List<RepositoryName> repositories) {

    private static final int MAX_REPOSITORIES = 10;

    /// What is wrong.
    public enum Kind {
        /// There is no blob.
        MISSING,
        /// Its bytes have another digest.
        DAMAGED
    }

    static Flaw of(KnownBlob blob, Kind kind, Inventory inventory) throws IOException {
        return new Flaw(
                blob.digest(),
                blob.size(),
                kind,
                inventory.holders(blob.digest(), MAX_REPOSITORIES));
    }
}
