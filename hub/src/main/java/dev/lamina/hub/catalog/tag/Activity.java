package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.hub.catalog.repository.SightCondition;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What has happened on a hub lately.
public final class Activity {

    private final Database database;

    public Activity(Database database) {
        this.database = database;
    }

    /// A tag of some repository that moved.
    public record Move(RepositoryName repository, String tag, TagMove move) {}

    /// Returns the last moves of tags, the newest first.
    ///
    /// @param sight of whoever asks
    /// @param limit at most so many
    public List<Move> latest(Sight sight, int limit) throws IOException {
        var seen = new SightCondition(sight);
        var parameters = new ArrayList<Object>(seen.parameters());
        parameters.add(limit);
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT m.digest, m.moved_at, m.moved_by, m.name, r.name
                                FROM tag_moves m
                                JOIN repositories r ON r.id = m.repository_id
                                WHERE %s
                                ORDER BY m.id DESC
                                LIMIT ?"""
                                        .formatted(seen.sql()),
                                row ->
                                        new Move(
                                                new RepositoryName(row.getString(5)),
                                                row.getString(4),
                                                TagMoves.move(row)),
                                parameters.toArray()));
    }
}
