package dev.lamina.hub.catalog.content;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.Precondition;
import dev.lamina.hub.catalog.PreconditionException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.catalog.tag.ImmutableTagException;
import dev.lamina.hub.catalog.tag.Preconditions;
import dev.lamina.hub.catalog.tag.Tags;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The manifests and image indexes of repositories, in the tables `manifests` and `manifest_references`.
public final class Manifests {

    /// A database reads the content of a row only if it is asked for.
    private static final String ENTRY =
            """
            SELECT m.digest, m.media_type, m.size, m.artifact_type,
                CASE WHEN m.size <= %d THEN m.content END
            """
                    .formatted(ManifestEntry.MAX_CONTENT);

    private static final String CONTENT = "SELECT m.digest, m.media_type, m.content\n";

    private static final String BY_DIGEST =
            """
            FROM repositories r
            JOIN manifests m ON m.repository_id = r.id
            WHERE r.name = ? AND m.digest = ?""";

    private static final String BY_TAG =
            """
            FROM repositories r
            JOIN tags t ON t.repository_id = r.id
            JOIN manifests m ON m.repository_id = r.id AND m.digest = t.digest
            WHERE r.name = ? AND t.name = ?""";

    private final Database database;

    Manifests(Database database) {
        this.database = database;
    }

    /// Returns a manifest by its digest.
    public Optional<StoredManifest> find(RepositoryName repository, Digest digest)
            throws IOException {
        return database.read(
                session ->
                        session.first(
                                CONTENT + BY_DIGEST, Manifests::manifest, repository, digest));
    }

    /// Returns the manifest that a tag names.
    public Optional<StoredManifest> find(RepositoryName repository, String tag) throws IOException {
        return database.read(
                session -> session.first(CONTENT + BY_TAG, Manifests::manifest, repository, tag));
    }

    /// Returns what is known of a manifest.
    public Optional<ManifestEntry> entry(RepositoryName repository, Digest digest)
            throws IOException {
        return database.read(
                session -> session.first(ENTRY + BY_DIGEST, Manifests::entry, repository, digest));
    }

    /// Returns what is known of the manifest that a tag names.
    public Optional<ManifestEntry> entry(RepositoryName repository, String tag) throws IOException {
        return database.read(
                session -> session.first(ENTRY + BY_TAG, Manifests::entry, repository, tag));
    }

    /// Stores a manifest, and moves tags to it, all or none. Storing the same one again only moves
    /// the tags. The repository comes into being with it.
    ///
    /// @throws ImmutableTagException if a rule keeps a tag where it is
    /// @throws PreconditionException if what is there is not as the precondition says
    /// @throws MissingContentException if the repository does not hold all that the manifest names;
    ///     its subject may be missing (distribution-spec 1.1, "Pushing Manifests with Subject")
    public void put(
            RepositoryName repository,
            NewManifest manifest,
            List<String> tags,
            Precondition precondition,
            Change change)
            throws IOException {
        checkEarly(repository, manifest, precondition);
        database.write(
                session -> {
                    long id = Repositories.idOrCreate(session, repository, change.at());
                    Preconditions.check(session, id, precondition);
                    checkContent(session, id, manifest);
                    insert(session, id, manifest, change);
                    if (manifest.image().isPresent()) {
                        insertImage(
                                session, id, manifest.manifest().digest(), manifest.image().get());
                    }
                    session.update(
                            "UPDATE repositories SET pushed_at = ? WHERE id = ?", change.at(), id);
                    for (String tag : tags) {
                        Tags.move(session, id, tag, manifest.manifest().digest(), change);
                    }
                    return true;
                });
    }

    /// Refuses before the lock of all writers is taken: who pushes what cannot be stored keeps nobody
    /// waiting.
    private void checkEarly(
            RepositoryName repository, NewManifest manifest, Precondition precondition)
            throws IOException {
        database.read(
                session -> {
                    // No repository has the number 0, so it holds nothing.
                    long id = Repositories.id(session, repository).orElse(0L);
                    Preconditions.check(session, id, precondition);
                    checkContent(session, id, manifest);
                    return true;
                });
    }

    private static void checkContent(Session session, long repositoryId, NewManifest manifest)
            throws SQLException, MissingContentException {
        Set<Digest> blobs =
                DigestSets.present(session, "repository_blobs", repositoryId, manifest.blobs());
        Set<Digest> children =
                DigestSets.present(session, "manifests", repositoryId, manifest.manifests());
        List<Digest> missing =
                Stream.concat(
                                manifest.blobs().stream().filter(blob -> !blobs.contains(blob)),
                                manifest.manifests().stream()
                                        .filter(child -> !children.contains(child)))
                        .toList();
        if (!missing.isEmpty()) {
            throw new MissingContentException(manifest.manifest().digest(), missing);
        }
    }

    private static void insert(
            Session session, long repositoryId, NewManifest manifest, Change change)
            throws SQLException {
        StoredManifest stored = manifest.manifest();
        session.update(
                """
                INSERT INTO manifests
                    (repository_id, digest, media_type, size, subject, artifact_type,
                     pushed_at, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (repository_id, digest) DO UPDATE
                SET media_type = excluded.media_type
                WHERE manifests.media_type <> excluded.media_type""",
                repositoryId,
                stored.digest(),
                stored.mediaType(),
                stored.content().length(),
                manifest.subject(),
                manifest.artifactType(),
                change.at(),
                stored.content());
        DigestSets.insertReferences(session, repositoryId, stored.digest(), manifest.blobs());
        DigestSets.insertReferences(session, repositoryId, stored.digest(), manifest.elsewhere());
        DigestSets.insertReferences(session, repositoryId, stored.digest(), manifest.manifests());
    }

    private static void insertImage(
            Session session, long repositoryId, Digest digest, ImageFacts image)
            throws SQLException {
        session.update(
                """
                INSERT INTO images (repository_id, digest, os, architecture, variant, size)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (repository_id, digest) DO NOTHING""",
                repositoryId,
                digest,
                image.platform().os(),
                image.platform().architecture(),
                image.platform().variant().orElse(""),
                image.size());
    }

    /// Removes a manifest and the tags that name it; false if it is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps one of the tags where it is
    /// @throws PreconditionException if what is there is not as the precondition says
    public boolean delete(
            RepositoryName repository, Digest digest, Precondition precondition, Change change)
            throws IOException {
        return database.free(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    if (id.isEmpty()) {
                        return false;
                    }
                    Preconditions.checkIfThere(session, id.get(), precondition);
                    Tags.deleteAll(session, id.get(), digest, change);
                    return session.update(
                                    """
                                    DELETE FROM manifests
                                    WHERE repository_id = ? AND digest = ?""",
                                    id.get(),
                                    digest)
                            > 0;
                });
    }

    /// Returns manifests whose subject is `subject`, in the order of their digests.
    ///
    /// @param artifactType only those of this type, if given
    /// @param after        only those after this digest, if given
    /// @param limit        at most so many
    public List<ManifestEntry> referrers(
            RepositoryName repository,
            Digest subject,
            Optional<String> artifactType,
            Optional<Digest> after,
            int limit)
            throws IOException {
        return database.read(
                session ->
                        session.list(
                                ENTRY
                                        + """
                                        FROM repositories r
                                        JOIN manifests m ON m.repository_id = r.id
                                        WHERE r.name = ? AND m.subject = ? AND m.digest > ?
                                            AND (? = '' OR m.artifact_type = ?)
                                        ORDER BY m.digest
                                        LIMIT ?""",
                                Manifests::entry,
                                repository,
                                subject,
                                after.map(Digest::toString).orElse(""),
                                artifactType.orElse(""),
                                artifactType.orElse(""),
                                limit));
    }

    private static StoredManifest manifest(ResultSet row) throws SQLException {
        return new StoredManifest(
                Digest.parse(row.getString(1)), row.getString(2), Bytes.of(row.getBytes(3)));
    }

    private static ManifestEntry entry(ResultSet row) throws SQLException {
        return new ManifestEntry(
                Digest.parse(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getBytes(5)).map(Bytes::of));
    }

    /// Stores a manifest with one tag or none.
    public void put(
            RepositoryName repository, NewManifest manifest, Optional<String> tag, Change change)
            throws IOException {
        put(repository, manifest, tag.stream().toList(), Precondition.NONE, change);
    }

    /// Removes a manifest and the tags that name it, however it is; false if it is not there.
    public boolean delete(RepositoryName repository, Digest digest, Change change)
            throws IOException {
        return delete(repository, digest, Precondition.NONE, change);
    }
}
