package dev.lamina.image.tar;

import java.util.List;
import java.util.Optional;

/// The content of a regular file, and its place in the tar.
///
/// @param size     of the file, holes included, in bytes
/// @param segments the parts of a sparse file that are stored, one behind the other; absent if the file
///     is stored as a whole
/// @param offset   the position in the tar at which the stored bytes begin
public record TarContent(long size, Optional<List<SparseSegment>> segments, long offset) {

    /// That of an entry without content.
    static final TarContent NONE = whole(0, 0);

    static TarContent whole(long size, long offset) {
        return new TarContent(size, Optional.empty(), offset);
    }
}
