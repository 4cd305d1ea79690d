package dev.lamina.hub.look;

import dev.lamina.image.Bytes;
import dev.lamina.image.look.ConfigChange;
import dev.lamina.image.look.FileRow;
import dev.lamina.image.look.FollowedPath;
import dev.lamina.image.look.ImageDifference;
import dev.lamina.image.look.Listing;

/// Estimates of how much memory answers take, in bytes.
final class LookWeights {

    /// A row without its names, and whatever else is one object of several.
    private static final long OF_ROW = 300;

    private static final long OF_CHANGE = 100;

    private LookWeights() {}

    static long of(Listing listing) {
        return OF_ROW + listing.rows().stream().mapToLong(LookWeights::of).sum();
    }

    static long of(FollowedPath followed) {
        return of(followed.row());
    }

    static long of(Bytes content) {
        return OF_ROW + content.length();
    }

    static long of(ImageDifference difference) {
        return OF_ROW
                + difference.config().stream().mapToLong(LookWeights::of).sum()
                + difference.files().stream()
                        .mapToLong(change -> OF_CHANGE + 4L * change.path().toString().length())
                        .sum();
    }

    private static long of(FileRow row) {
        return OF_ROW
                + 4L * row.path().toString().length()
                + 2L * row.target().map(String::length).orElse(0);
    }

    private static long of(ConfigChange change) {
        return OF_CHANGE
                + 2L * change.setting().length()
                + 2L * change.before().map(String::length).orElse(0)
                + 2L * change.after().map(String::length).orElse(0);
    }
}
