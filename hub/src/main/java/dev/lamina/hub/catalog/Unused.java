package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// What nothing needs any more; the questions and changes of a sweep.
public interface Unused {

    /// Ends the hold of repositories on blobs that none of their manifests names, unless they were
    /// pushed, mounted or asked for since `before`. Returns how many holds ended.
    int releaseBlobs(Instant before) throws IOException;

    /// Forgets the blobs that no repository holds. Returns how many.
    int forgetBlobs() throws IOException;

    /// Runs `removal` if the catalog does not know a blob. Until it has ended nobody can publish one
    /// of its digest; everything else goes on. If it fails that stays so for a quarter of an hour.
    /// Returns whether it ran.
    boolean removeUnknown(Digest digest, Instant now, HeldBlobs.Step removal) throws IOException;

    /// Runs `check`, and then `removal` if it finds that the bytes of a blob are damaged. Until both
    /// have ended nobody can publish a blob of its digest, so that no good one is removed in place of
    /// the damaged one; everything else goes on.
    ///
    /// @return whether it was removed; not if another removal of it is under way, or if this one was
    ///     held up so long that others may have published the blob
    boolean removeDamaged(
            Digest digest, InstantSource clock, DamageCheck check, HeldBlobs.Step removal)
            throws IOException;

    /// Looks whether a blob is damaged.
    @FunctionalInterface
    interface DamageCheck {

        /// @param renewal to be run now and then by a check that takes long
        boolean isDamaged(HeldBlobs.Step renewal) throws IOException;
    }

    /// Removes and returns the uploads that nobody touched since `before`.
    List<UUID> expireUploads(Instant before) throws IOException;

    /// Tells whether the catalog knows an upload.
    boolean knowsUpload(UUID id) throws IOException;
}
