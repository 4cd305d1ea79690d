package dev.lamina.hub.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place of a chunk in its upload: distribution-spec 1.1, "Pushing a blob in chunks". The
/// header is `START-END`, both inclusive; RFC 9110's `bytes START-END/SIZE` is understood too.
///
/// @param offset the first byte
/// @param length at least 1
record ChunkRange(long offset, long length) {

    private static final Pattern RANGE =
            Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/(?:\\d{1,18}|\\*))?");

    /// Reads a Content-Range header.
    ///
    /// @throws ProtocolException if it is malformed
    static ChunkRange parse(String header) throws ProtocolException {
        Matcher matcher = RANGE.matcher(header.strip());
        if (matcher.matches()) {
            long start = Long.parseLong(matcher.group(1));
            long end = Long.parseLong(matcher.group(2));
            if (end >= start) {
                return new ChunkRange(start, end - start + 1);
            }
        }
        throw new ProtocolException(
                ErrorCode.BLOB_UPLOAD_INVALID,
                416,
                "Content-Range: expected START-END, got '" + header + "'");
    }
}
