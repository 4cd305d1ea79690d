package dev.lamina.hub.blob.s3;

import java.util.Set;
import java.util.UUID;

/// What the uploads of a store share.
///
/// @param busy the uploads that this process is changing
record S3Parts(Bucket bucket, Keys keys, Spool spool, KnownDigests digests, Set<UUID> busy) {}
