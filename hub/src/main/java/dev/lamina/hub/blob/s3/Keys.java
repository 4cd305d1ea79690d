package dev.lamina.hub.blob.s3;

import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;

import java.util.Optional;
import java.util.UUID;

/// The table of keys in a bucket: see docs/formats/hub-bucket.md.
record Keys(String prefix) {

    String blobs() {
        return prefix + "blobs/";
    }

    String blob(Digest digest) {
        return blobs() + digest.algorithm().prefix() + "/" + digest.hex();
    }

    /// Reads a key back; empty if it is not one of [#blob].
    Optional<Digest> digest(String key) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String start = blobs() + algorithm.prefix() + "/";
            if (key.startsWith(start)
                    && key.substring(start.length())
                            .matches("[0-9a-f]{" + algorithm.hexLength() + "}")) {
                return Optional.of(new Digest(algorithm, key.substring(start.length())));
            }
        }
        return Optional.empty();
    }

    String uploads() {
        return prefix + "uploads/";
    }

    /// What all keys of an upload begin with.
    String upload(UUID id) {
        return uploads() + id + "/";
    }

    /// The object that says that an upload was begun.
    String beginning(UUID id) {
        return upload(id) + "begin";
    }

    /// Returns the upload of a key; empty if it is of none.
    Optional<UUID> uploadId(String key) {
        int end = key.indexOf('/', uploads().length());
        if (!key.startsWith(uploads()) || end < 0) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(key.substring(uploads().length(), end));
            return key.startsWith(upload(id)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
