package dev.lamina.image;

import static java.util.Objects.requireNonNull;

/// The place of bytes of one regular file: a run of bytes in one layer's tar.
///
/// Offset and length are in bytes, counted from the start of the uncompressed tar. A layer's tar is
/// never rewritten, so an extent holds for as long as the layer is in the store.
///
/// Tar pads every entry to 512 bytes (POSIX.1-2017, pax, "ustar Interchange Format"), hence file
/// data always starts on such a boundary. Mounting relies on it: EROFS addresses data in whole
/// blocks.
///
/// @param layer  the layer whose tar holds the bytes
/// @param offset the position of the first byte; a multiple of [#ALIGNMENT]
/// @param length the number of bytes; zero for an empty file
public record Extent(DiffId layer, long offset, long length) {

    /// The block size of tar, in bytes: every file's data starts at a multiple of it.
    public static final int ALIGNMENT = 512;

    /// Creates an extent.
    ///
    /// @throws IllegalArgumentException if offset or length is negative, if offset is not a
    ///     multiple of [#ALIGNMENT], or if the end exceeds a `long`
    public Extent {
        requireNonNull(layer, "layer");
        if (offset < 0 || offset % ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "extent offset: expected a multiple of " + ALIGNMENT + ", got " + offset);
        }
        if (length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("extent length out of range: " + length);
        }
    }

    /// Returns the position just after the last byte, without the tar padding.
    public long end() {
        return offset + length;
    }
}
