package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
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

    /// Removes and returns the uploads that nobody touched since `before`.
    List<UUID> expireUploads(Instant before) throws IOException;

    /// Tells whether the catalog knows an upload.
    boolean knowsUpload(UUID id) throws IOException;
}
