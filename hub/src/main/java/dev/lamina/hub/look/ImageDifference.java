package dev.lamina.hub.look;

import dev.lamina.image.Digest;
import dev.lamina.image.tree.Diff;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What differs between two images.
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
    /// @throws LookBusyException if others look into images
    public static ImageDifference between(ImageLook before, ImageLook after) throws IOException {
        return before.kept()
                .answer(
                        new Compared(before.digest(), after.digest()),
                        ImageDifference.class,
                        ImageDifference::weight,
                        () -> compare(before, after));
    }

    private record Compared(Digest before, Digest after) {}

    /// How much memory it takes, about.
    private long weight() {
        return 300
                + config.stream().mapToLong(ImageDifference::weight).sum()
                + files.stream()
                        .mapToLong(change -> 100 + 4L * change.path().toString().length())
                        .sum();
    }

    private static long weight(ConfigChange change) {
        return 100
                + 2L * change.setting().length()
                + 2L * change.before().map(String::length).orElse(0)
                + 2L * change.after().map(String::length).orElse(0);
    }

    private static ImageDifference compare(ImageLook before, ImageLook after) throws IOException {
        List<ConfigChange> config = ConfigChange.between(before.config(), after.config());
        try (var _ = before.turns().forTwo()) {
            Tree lower = before.tree();
            Tree upper = after.tree();
            var pairs = new ArrayList<Pair>();
            Diff.between(
                    lower,
                    upper,
                    (one, other) -> {
                        pairs.add(new Pair(one, other));
                        return true;
                    });
            FileDigests ones = FileDigests.read(before, pairs.stream().map(Pair::before).toList());
            FileDigests others = FileDigests.read(after, pairs.stream().map(Pair::after).toList());
            List<Diff.Change> files =
                    Diff.between(
                            lower,
                            upper,
                            (one, other) -> isSame(ones.of(one), others.of(other)).orElse(true));
            long doubtful =
                    pairs.stream()
                            .filter(
                                    pair ->
                                            isSame(ones.of(pair.before), others.of(pair.after))
                                                    .isEmpty())
                            .count();
            return new ImageDifference(config, files, (int) doubtful);
        }
    }

    private record Pair(FileNode before, FileNode after) {}

    private static Optional<Boolean> isSame(Optional<Digest> one, Optional<Digest> other) {
        return one.flatMap(digest -> other.map(digest::equals));
    }
}
