package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The manifests and image indexes of repositories.
public interface Manifests {

    /// Returns a manifest by its digest.
    Optional<StoredManifest> find(RepositoryName repository, Digest digest) throws IOException;

    /// Returns the manifest that a tag names.
    Optional<StoredManifest> find(RepositoryName repository, String tag) throws IOException;

    /// Returns what is known of a manifest.
    Optional<ManifestEntry> entry(RepositoryName repository, Digest digest) throws IOException;

    /// Returns what is known of the manifest that a tag names.
    Optional<ManifestEntry> entry(RepositoryName repository, String tag) throws IOException;

    /// Stores a manifest, and moves tags to it, all or none. Storing the same one again only moves
    /// the tags. The repository comes into being with it.
    ///
    /// @throws ImmutableTagException if a rule keeps a tag where it is
    /// @throws PreconditionException if what is there is not as the precondition says
    /// @throws MissingContentException if the repository does not hold all that the manifest names;
    ///     its subject may be missing (distribution-spec 1.1, "Pushing Manifests with Subject")
    void put(
            RepositoryName repository,
            NewManifest manifest,
            List<String> tags,
            Precondition precondition,
            Change change)
            throws IOException;

    /// Stores a manifest with one tag or none.
    default void put(
            RepositoryName repository, NewManifest manifest, Optional<String> tag, Change change)
            throws IOException {
        put(repository, manifest, tag.stream().toList(), Precondition.NONE, change);
    }

    /// Removes a manifest and the tags that name it; false if it is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps one of the tags where it is
    /// @throws PreconditionException if what is there is not as the precondition says
    boolean delete(
            RepositoryName repository, Digest digest, Precondition precondition, Change change)
            throws IOException;

    /// Removes a manifest and the tags that name it, however it is; false if it is not there.
    default boolean delete(RepositoryName repository, Digest digest, Change change)
            throws IOException {
        return delete(repository, digest, Precondition.NONE, change);
    }

    /// Returns manifests whose subject is `subject`, in the order of their digests.
    ///
    /// @param artifactType only those of this type, if given
    /// @param after        only those after this digest, if given
    /// @param limit        at most so many
    List<ManifestEntry> referrers(
            RepositoryName repository,
            Digest subject,
            Optional<String> artifactType,
            Optional<Digest> after,
            int limit)
            throws IOException;
}
