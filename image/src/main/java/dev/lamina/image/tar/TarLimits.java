package dev.lamina.image.tar;

/// The limits of a tar.
///
/// @param nameLength     of a path or link target, in bytes
/// @param headerLength   of one pax header or GNU long name, in bytes
/// @param sparseSegments of one file
public record TarLimits(int nameLength, int headerLength, int sparseSegments) {

    /// - Names: `PATH_MAX` of Linux less its NUL; nobody can have packed or could unpack more.
    /// - Headers: 1 MiB, the limit of Go's archive/tar, which the other engines read with.
    /// - Segments: a map of 1 MiB in the shortest possible lines has about 260,000; real ones have
    ///   tens. 65,536 take 1.5 MB of memory.
    public static final TarLimits DEFAULT = new TarLimits(4095, 1 << 20, 1 << 16);
}
