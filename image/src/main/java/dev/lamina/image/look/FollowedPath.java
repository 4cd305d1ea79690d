package dev.lamina.image.look;

/// Where a path leads in a container, whose symbolic links are followed, also the last one.
///
/// @param row of what it leads to; of the link itself if that leads nowhere
public record FollowedPath(FileRow row, End end) {

    /// How the way ends.
    public enum End {
        /// At a file, a directory or another node that is no link.
        REACHED,
        /// At a link whose target is not in the image.
        MISSING,
        /// At a link that leads in a circle, or over more links than Linux follows.
        LOOP
    }
}
