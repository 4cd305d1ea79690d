package dev.lamina.hub.blob;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/// Sees what is in a blob store.
public interface StoreVisitor {

    /// Sees a blob that was last written at `modified`.
    void blob(Digest digest, Instant modified) throws IOException;

    /// Sees an upload that was last written at `modified`.
    void upload(UUID id, Instant modified) throws IOException;
}
