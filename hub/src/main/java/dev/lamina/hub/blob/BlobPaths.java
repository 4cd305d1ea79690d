package dev.lamina.hub.blob;

import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// The table of paths in a directory of blobs; see docs/formats/hub-blobs.md.
record BlobPaths(Path root) {

    Path uploads() {
        return root.resolve("uploads");
    }

    Path upload(UUID id) {
        return uploads().resolve(id.toString());
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    /// Blobs are spread over 256 directories, so that none gets slow.
    Path blob(Digest digest) {
        return blobs().resolve(digest.algorithm().prefix())
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex());
    }

    /// Reads a path back; empty if it is not one of [#blob].
    Optional<Digest> digest(Path file) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String hex = file.getFileName().toString();
            if (hex.matches("[0-9a-f]{" + algorithm.hexLength() + "}")) {
                var digest = new Digest(algorithm, hex);
                if (blob(digest).equals(file)) {
                    return Optional.of(digest);
                }
            }
        }
        return Optional.empty();
    }

    /// Reads a path back; empty if it is not one of [#upload].
    Optional<UUID> uploadId(Path file) {
        try {
            UUID id = UUID.fromString(file.getFileName().toString());
            return upload(id).equals(file) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
