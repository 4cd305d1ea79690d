package dev.lamina.image.tar;

/// A run of bytes of a sparse file that the tar holds. The stored bytes of a file's segments lie
/// one after the other, without padding between them.
///
/// @param position of the first byte in the file
/// @param length   in bytes, at least 1
public record SparseSegment(long position, long length) {}
