package dev.lamina.hub.look;

import dev.lamina.image.ImageConfig;
import dev.lamina.image.tree.Diff;
import dev.lamina.image.tree.FileNode;

import java.io.IOException;
import java.util.List;

/// What differs between two images.
///
/// Files that lie in a layer of both are the same. Others count as the same if size and time of
/// change are: to compare their content, both layers would have to be inflated.
///
/// @param config lines about the configuration
/// @param files  in the order of the paths
public record ImageDifference(List<ConfigChange> config, List<Diff.Change> files) {

    public ImageDifference {
        config = List.copyOf(config);
        files = List.copyOf(files);
    }

    /// Compares two images.
    public static ImageDifference between(ImageLook before, ImageLook after) throws IOException {
        ImageConfig one = before.config();
        ImageConfig other = after.config();
        return new ImageDifference(
                ConfigChange.between(one, other),
                Diff.between(before.tree(), after.tree(), ImageDifference::isSame));
    }

    private static boolean isSame(FileNode before, FileNode after) {
        return before.attributes().modified().equals(after.attributes().modified());
    }
}
