package dev.lamina.image.compression;

/// The limits of the growth of a compressed layer.
///
/// @param size     of the uncompressed tar, in bytes
/// @param freeSize up to which the ratio does not matter
/// @param ratio    uncompressed bytes for each compressed one, beyond `freeSize`
public record DecoderLimits(long size, long freeSize, int ratio) {

    /// - Size: four times the largest layers seen (machine learning, 60 GB).
    /// - Ratio: deflate cannot reach more than 1,032, zstd can reach 10,000 and more. Honest layers
    ///   have 2 to 5; one that holds an empty disk image may exceed anything, which is why the
    ///   first GiB is free, and why the bound is at 250 and not at 10.
    public static final DecoderLimits DEFAULT = new DecoderLimits(256L << 30, 1L << 30, 250);
}
