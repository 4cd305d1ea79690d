package dev.lamina.image.layer;

import java.util.List;

/// Where the content of a regular file lies in its layer's tar. What no segment covers is a hole
/// and reads as zeros.
///
/// @param size     of the file, in bytes, holes included
/// @param segments by rising position, not overlapping; one covering everything unless the file is
///     sparse; none if it is empty or all hole
public record FileContent(long size, List<Segment> segments) {

    /// Content of an empty file.
    public static final FileContent EMPTY = new FileContent(0, List.of());

    /// Creates the content.
    ///
    /// @throws IllegalArgumentException if segments overlap, are out of order or exceed the size
    public FileContent {
        segments = List.copyOf(segments);
        long end = 0;
        for (Segment segment : segments) {
            if (segment.position < end || segment.length > size - segment.position) {
                throw new IllegalArgumentException(
                        "content of " + size + " bytes: segment out of place: " + segment);
            }
            end = segment.position + segment.length;
        }
        if (size < 0) {
            throw new IllegalArgumentException("content size: expected 0 or more, got " + size);
        }
    }

    /// Returns the content of a file that is not sparse.
    public static FileContent contiguous(long tarOffset, long size) {
        return size == 0
                ? EMPTY
                : new FileContent(size, List.of(new Segment(0, tarOffset, size)));
    }

    /// A run of bytes that the tar holds.
    ///
    /// @param position  of the first byte in the file
    /// @param tarOffset of the first byte in the uncompressed tar
    /// @param length    in bytes, at least 1
    public record Segment(long position, long tarOffset, long length) {

        public Segment {
            if (position < 0 || tarOffset < 0 || length < 1) {
                throw new IllegalArgumentException(
                        "segment: expected no negative numbers, got "
                                + position + ", " + tarOffset + ", " + length);
            }
        }
    }
}
