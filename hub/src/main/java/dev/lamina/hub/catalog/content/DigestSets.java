package dev.lamina.hub.catalog.content;

import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Statements about many digests at once: a manifest may name thousands, and one statement for each
/// would hold the writers' lock for seconds.
final class DigestSets {

    /// Far below what SQLite (32,766) and PostgreSQL (65,535) take as parameters of one statement.
    private static final int MAX_SIZE = 512;

    private DigestSets() {}

    /// Returns which of some digests are in a table's column `digest` for a repository.
    static Set<Digest> present(
            Session session, String table, long repositoryId, List<Digest> digests)
            throws SQLException {
        var present = new HashSet<Digest>();
        for (List<Digest> set : split(digests)) {
            var parameters = new ArrayList<Object>();
            parameters.add(repositoryId);
            parameters.addAll(set);
            present.addAll(
                    session.list(
                            "SELECT digest FROM "
                                    + table
                                    + " WHERE repository_id = ? AND digest IN ("
                                    + repeated("?", set.size())
                                    + ")",
                            row -> Digest.parse(row.getString(1)),
                            parameters.toArray()));
        }
        return present;
    }

    /// Notes what a manifest names.
    static void insertReferences(
            Session session, long repositoryId, Digest manifest, List<Digest> digests)
            throws SQLException {
        for (List<Digest> set : split(digests)) {
            var parameters = new ArrayList<Object>();
            for (Digest digest : set) {
                parameters.addAll(List.of(repositoryId, manifest, digest));
            }
            session.update(
                    "INSERT INTO manifest_references (repository_id, manifest, digest) VALUES "
                            + repeated("(?, ?, ?)", set.size())
                            + " ON CONFLICT (repository_id, digest, manifest) DO NOTHING",
                    parameters.toArray());
        }
    }

    /// Returns the digests in sets whose sizes are powers of two, so that there are few statements to
    /// prepare. The last set is filled up with what it has already, which changes no result.
    private static List<List<Digest>> split(List<Digest> digests) {
        var sets = new ArrayList<List<Digest>>();
        for (int start = 0; start < digests.size(); start += MAX_SIZE) {
            List<Digest> part = digests.subList(start, Math.min(digests.size(), start + MAX_SIZE));
            int size = Integer.highestOneBit(2 * part.size() - 1);
            var set = new ArrayList<Digest>(part);
            set.addAll(Collections.nCopies(size - part.size(), part.getLast()));
            sets.add(set);
        }
        return sets;
    }

    private static String repeated(String part, int count) {
        return String.join(", ", Collections.nCopies(count, part));
    }
}
