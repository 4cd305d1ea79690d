package dev.lamina.hub.protocol;

/// A part of a blob: RFC 9110, "Range Requests".
///
/// @param offset the first byte
/// @param length at least 1
record ByteRange(long offset, long length) {

    /// The value of Content-Range.
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
