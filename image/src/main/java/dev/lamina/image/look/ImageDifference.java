package dev.lamina.image.look;

import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.tree.Diff;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The differences between two images.
///
/// @param config   lines about the configuration
/// @param files    in the order of the paths
/// @param doubtful how many files with the same size and attributes were not compared, because their
///     layers are too large to be read for it; they count as the same
public record ImageDifference(List<ConfigChange> config, List<Diff.Change> files, int doubtful) {

    public ImageDifference {
        config = List.copyOf(config);
        files = List.copyOf(files);
    }

    /// Compares two images. Files of the same size and attributes that lie in different layers are
    /// compared by their content.
    ///
    /// @param mostRead bytes of tars that are read of each image; the files of others count as doubtful
    public static ImageDifference between(
            ImageConfig beforeConfig,
            ImageFiles before,
            ImageConfig afterConfig,
            ImageFiles after,
            long mostRead)
            throws IOException {
        List<Pair> pairs = pairs(before.tree(), after.tree());
        FileDigests ones =
                FileDigests.read(before, pairs.stream().map(Pair::before).toList(), mostRead);
        FileDigests others =
                FileDigests.read(after, pairs.stream().map(Pair::after).toList(), mostRead);
        List<Diff.Change> files =
                Diff.between(
                        before.tree(),
                        after.tree(),
                        (one, other) -> isSame(ones.of(one), others.of(other)).orElse(true));
        long doubtful =
                pairs.stream()
                        .filter(
                                pair ->
                                        isSame(ones.of(pair.before), others.of(pair.after))
                                                .isEmpty())
                        .count();
        return new ImageDifference(
                ConfigChange.between(beforeConfig, afterConfig), files, (int) doubtful);
    }

    /// Which files only their content tells apart.
    private static List<Pair> pairs(Tree before, Tree after) throws IOException {
        var pairs = new ArrayList<Pair>();
        Diff.between(
                before,
                after,
                (one, other) -> {
                    pairs.add(new Pair(one, other));
                    return true;
                });
        return pairs;
    }

    private record Pair(FileNode before, FileNode after) {}

    private static Optional<Boolean> isSame(Optional<Digest> one, Optional<Digest> other) {
        return one.flatMap(digest -> other.map(digest::equals));
    }
}
