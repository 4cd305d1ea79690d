package dev.lamina.hub.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a blob: RFC 9110, "Range Requests".
///
/// @param offset the first byte
/// @param length at least 1
record ByteRange(long offset, long length) {

    /// One range; more than 18 digits exceed any blob.
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Reads a Range header. Empty if the header is to be ignored: several ranges, other units,
    /// malformed.
    ///
    /// @throws ProtocolException with status 416 if the blob has no such part
    static Optional<ByteRange> parse(String header, long size) throws ProtocolException {
        Matcher matcher = ONE.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(last, size));
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (end < start) {
            return Optional.empty();
        }
        if (start >= size) {
            throw unsatisfiable(header, size);
        }
        return Optional.of(new ByteRange(start, Math.min(end, size - 1) - start + 1));
    }

    private static ByteRange suffix(String count, long size) throws ProtocolException {
        long length = Math.min(Long.parseLong(count), size);
        if (length == 0) {
            throw unsatisfiable("-" + count, size);
        }
        return new ByteRange(size - length, length);
    }

    private static ProtocolException unsatisfiable(String header, long size) {
        return new ProtocolException(
                ErrorCode.SIZE_INVALID,
                416,
                "range: expected a part of " + size + " bytes, got " + header);
    }

    /// The value of Content-Range.
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
