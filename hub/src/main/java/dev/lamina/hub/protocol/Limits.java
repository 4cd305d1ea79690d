package dev.lamina.hub.protocol;

/// The bounds on what clients push and ask for.
final class Limits {

    /// The largest manifest (distribution-spec 1.1, "Pushing Manifests": at least 4 MiB must pass).
    static final int MAX_MANIFEST_SIZE = 4 << 20;

    /// What one manifest may name: layers of an image, or manifests of an image index. Docker takes 127
    /// layers, an index has one manifest for each platform; each is a row that is written under the lock of all
    /// writers.
    static final int MAX_REFERENCES = 4_096;

    /// How much memory a manifest or config takes while it is read and understood, in times of its size:
    /// one of many short members, each as an object.
    static final int PARSED_WEIGHT = 32;

    /// How much memory a manifest takes while it is fetched from the catalog, in times of its size.
    static final int READ_WEIGHT = 2;

    /// The largest blob. Far above any layer in use; it bounds what one endless upload can take.
    static final long MAX_BLOB_SIZE = 256L << 30;

    /// Uploads begun and not ended, in the whole hub. Forgotten ones expire; of more, the oldest gives way of
    /// the account that has most.
    static final long MAX_UPLOADS = 10_000;

    /// The same, to the repositories of one account: nobody can use up what all have.
    static final long MAX_UPLOADS_OF_ACCOUNT = 1_000;

    /// Upload bodies received at once by one process; each holds a buffer and an open file.
    static final int MAX_CONCURRENT_BODIES = 512;

    /// The same, from one address; docker sends five at once.
    static final int MAX_CONCURRENT_BODIES_OF_CLIENT = 128;

    /// Tags in one answer; the rest is behind its Link header.
    static final int MAX_TAGS = 10_000;

    /// Repositories in one answer.
    static final int MAX_REPOSITORIES = 1_000;

    /// Tags given to one manifest at once (distribution-spec 1.1, "Pushing Manifests": at least 10).
    static final int MAX_NEW_TAGS = 100;

    /// Referrers in one answer: their manifests are read to make it.
    static final int MAX_REFERRERS = 100;

    private Limits() {}
}
