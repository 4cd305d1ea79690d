package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts together what a page shows of tags.
final class TagRows {

    private static final int MAX_ALIAS_COUNT = 50;

    private final Session session;
    private final Optional<Long> repositoryId;
    private final List<TagPattern> rules;

    TagRows(Session session, RepositoryName repository) throws SQLException {
        this.session = session;
        this.repositoryId = Repositories.id(session, repository);
        this.rules =
                session.list(
                        """
                        SELECT t.pattern FROM repositories r
                        JOIN tag_rules t ON t.repository_id = r.id WHERE r.name = ?""",
                        row -> TagPattern.parse(row.getString(1)),
                        repository);
    }

    /// Returns the rows of tags, in the same order; those that are not there are left out.
    List<TagRow> of(List<String> names) throws SQLException {
        var rows = new ArrayList<TagRow>();
        for (String name : names) {
            row(name).ifPresent(rows::add);
        }
        return rows;
    }

    private Optional<TagRow> row(String name) throws SQLException {
        if (repositoryId.isEmpty()) {
            return Optional.empty();
        }
        Optional<TagRow> bare =
                session.first(
                        """
                        SELECT t.name, t.digest, m.media_type, t.moved_at,
                            coalesce((SELECT h.moved_by FROM tag_moves h
                                WHERE h.repository_id = t.repository_id AND h.name = t.name
                                ORDER BY h.id DESC LIMIT 1), '')
                        FROM tags t
                        JOIN manifests m
                            ON m.repository_id = t.repository_id AND m.digest = t.digest
                        WHERE t.repository_id = ? AND t.name = ?""",
                        this::bareRow,
                        repositoryId.get(),
                        name);
        return bare.isEmpty() ? bare : Optional.of(complete(bare.get()));
    }

    private TagRow bareRow(ResultSet row) throws SQLException {
        String name = row.getString(1);
        return new TagRow(
                name,
                Digest.parse(row.getString(2)),
                row.getString(3),
                List.of(),
                List.of(),
                rules.stream().anyMatch(rule -> rule.matches(name)),
                new Change(Session.time(row.getLong(4)), row.getString(5)));
    }

    private TagRow complete(TagRow bare) throws SQLException {
        return new TagRow(
                bare.name(),
                bare.digest(),
                bare.mediaType(),
                images(bare.digest()),
                aliases(bare),
                bare.isImmutable(),
                bare.moved());
    }

    /// Those of an index are the images among the manifests that it names, and among those that an
    /// index in it names.
    private List<PlatformImage> images(Digest digest) throws SQLException {
        return session.list(
                """
                SELECT i.digest, i.os, i.architecture, i.variant, i.size FROM images i
                WHERE i.repository_id = ?
                    AND (i.digest = ? OR i.digest IN (
                        SELECT m.digest FROM manifest_references m
                        WHERE m.repository_id = ? AND m.manifest = ?
                        UNION
                        SELECT inner_m.digest FROM manifest_references m
                        JOIN manifest_references inner_m
                            ON inner_m.repository_id = m.repository_id
                                AND inner_m.manifest = m.digest
                        WHERE m.repository_id = ? AND m.manifest = ?))
                ORDER BY i.os, i.architecture, i.variant, i.digest""",
                TagRows::image,
                repositoryId.orElseThrow(),
                digest,
                repositoryId.orElseThrow(),
                digest,
                repositoryId.orElseThrow(),
                digest);
    }

    private static PlatformImage image(ResultSet row) throws SQLException {
        String variant = row.getString(4);
        return new PlatformImage(
                Digest.parse(row.getString(1)),
                row.getString(2)
                        + "/"
                        + row.getString(3)
                        + (variant.isEmpty() ? "" : "/" + variant),
                row.getLong(5));
    }

    private List<String> aliases(TagRow tag) throws SQLException {
        return session
                .list(
                        """
                        SELECT name FROM tags
                        WHERE repository_id = ? AND digest = ? AND name <> ?
                        ORDER BY name LIMIT ?""",
                        row -> row.getString(1),
                        repositoryId.orElseThrow(),
                        tag.digest(),
                        tag.name(),
                        MAX_ALIAS_COUNT)
                .stream()
                .sorted(VersionOrder.HIGHEST_FIRST)
                .toList();
    }
}
