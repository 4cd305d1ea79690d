package dev.lamina.image.tar;

import dev.lamina.image.ImageFormatException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Collects the segments of a sparse file from numbers that come in pairs, position and length.
///
/// Sources: GNU tar manual, "Storing Sparse Files" and "Old GNU Format".
final class SparseMap {

    private final List<SparseSegment> segments = new ArrayList<>();
    private long position = -1;

    /// The end of the last segment, stored or empty.
    private long end;

    /// Adds a segment. One without bytes stands for the end of a file that ends with a hole, and
    /// leaves no trace.
    void add(long newPosition, long length, HeaderBlock where, TarLimits limits)
            throws ImageFormatException {
        if (newPosition < end || length < 0 || length > Long.MAX_VALUE - newPosition) {
            throw where.fault(
                    "sparse map: expected segments by rising position, got "
                            + length
                            + " bytes at "
                            + newPosition
                            + " after "
                            + end);
        }
        end = newPosition + length;
        if (length == 0) {
            return;
        }
        if (segments.size() == limits.sparseSegments()) {
            throw where.fault(
                    "sparse map: expected at most "
                            + limits.sparseSegments()
                            + " segments, got more");
        }
        segments.add(new SparseSegment(newPosition, length));
    }

    /// Adds one number of a pair.
    ///
    /// @param isLength whether this is the second number
    void addNumber(long number, boolean isLength, HeaderBlock where, TarLimits limits)
            throws ImageFormatException {
        if (isLength != position >= 0) {
            throw where.fault(
                    "sparse map: expected position and length in turn, got "
                            + (isLength ? "a length" : "a position"));
        }
        if (isLength) {
            add(position, number, where, limits);
            position = -1;
        } else {
            position = number;
        }
    }

    /// Checks the whole map against the sizes that the headers gave.
    ///
    /// @param size       of the file
    /// @param storedSize of the data in the tar, without the map
    /// @return the segments
    List<SparseSegment> finish(long size, long storedSize, HeaderBlock where)
            throws ImageFormatException {
        if (position >= 0) {
            throw where.fault("sparse map: expected a length after each position, got none");
        }
        if (end > size) {
            throw where.fault("sparse map: expected an end within " + size + ", got " + end);
        }
        long stored = 0;
        for (SparseSegment segment : segments) {
            stored += segment.length();
        }
        if (stored != storedSize) {
            throw where.fault(
                    "sparse map: expected segments of "
                            + storedSize
                            + " bytes in all, got "
                            + stored);
        }
        return Collections.unmodifiableList(segments);
    }
}
