package dev.lamina.image.layer;

import java.util.List;

/// The places of a regular file's content in its layer's tar. What no segment covers is a hole
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
        return size == 0 ? EMPTY : new FileContent(size, List.of(new Segment(0, tarOffset, size)));
    }

    /// Tells whether one segment, or none for an empty file, holds all of the file.
    public boolean isContiguous() {
        return segments.isEmpty()
                ? size == 0
                : segments.size() == 1 && segments.getFirst().length == size;
    }

    /// Tells whether the file can be addressed in whole blocks of the tar: every segment starts at
    /// a multiple of the block size both in the file and in the tar, and ends at one in the file or
    /// with the file.
    ///
    /// All files are so but sparse ones whose segments were made by hand, or for a file system of
    /// very small blocks.
    public boolean isAligned(int blockSize) {
        for (Segment segment : segments) {
            long end = segment.position + segment.length;
            if (segment.position % blockSize != 0
                    || segment.tarOffset % blockSize != 0
                    || end % blockSize != 0 && end != size) {
                return false;
            }
        }
        return true;
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
                                + position
                                + ", "
                                + tarOffset
                                + ", "
                                + length);
            }
        }
    }
}
