package dev.lamina.hub.upkeep;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.catalog.content.Inventory.KnownBlob;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;

/// A blob that is not as the catalog says.
///
/// @param digest       that it should have
/// @param size         that it should have
/// @param found        what is there instead
/// @param repositories some of those that hold it
public record Flaw(
        Digest digest, long size, Kind kind, String found, List<RepositoryName> repositories) {

    private static final int MAX_REPOSITORIES = 10;

    /// What is wrong.
    public enum Kind {
        /// There is no blob.
        MISSING,
        /// It has another size, or its bytes, read whole, another digest.
        DAMAGED,
        /// It could not be read to its end: what it is, nobody knows.
        UNREADABLE
    }

    /// What is wrong, before anybody asked who holds the blob.
    record Finding(Kind kind, String found) {

        static final Finding MISSING = new Finding(Kind.MISSING, "nothing");

        static Finding ofSize(long size) {
            return new Finding(Kind.DAMAGED, size + " bytes");
        }

        static Finding ofDigest(Digest got) {
            return new Finding(Kind.DAMAGED, got.toString());
        }

        /// Returns the same of a blob that was to be removed.
        Finding notRemoved(String why) {
            return new Finding(kind, found + ", not removed: " + why);
        }

        static Finding unreadable(IOException reason) {
            return new Finding(
                    Kind.UNREADABLE,
                    reason.getMessage() == null ? reason.toString() : reason.getMessage());
        }

        Flaw of(KnownBlob blob, Inventory inventory) throws IOException {
            return new Flaw(
                    blob.digest(),
                    blob.size(),
                    kind,
                    found,
                    inventory.holders(blob.digest(), MAX_REPOSITORIES));
        }
    }
}
