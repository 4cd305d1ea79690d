package dev.lamina.image.layer;

import dev.lamina.image.tar.TarLimits;

/// The limits of a layer. Nobody meets these with an honest layer; they bound
/// what a hostile one costs.
///
/// @param tar           limits of the tar format itself
/// @param entries       of the tar
/// @param pathDepth     names in one path
/// @param xattrs        of one entry
/// @param xattrSize     bytes of one value
/// @param xattrTotal    bytes of all names and values of one entry
/// @param indexSize     bytes that the layer index takes, in memory and as a file: names, link targets,
///     attributes and sparse maps
public record LayerLimits(
        TarLimits tar,
        int entries,
        int pathDepth,
        int xattrs,
        int xattrSize,
        int xattrTotal,
        long indexSize) {

    /// - Entries: four million take 200 MB of memory while they are indexed, and 2 GB of tar. The
    ///   largest layers known (Conda, Node.js, kernel sources) have 500,000.
    /// - Path depth: half of `PATH_MAX` is 2,047 names of one byte; trees are walked by recursion,
    ///   for which a thousand is safe.
    /// - Extended attributes: EROFS has 16 bits for the size of a value, and in units of 4 bytes
    ///   for the sum of an inode; Linux allows 65,536 bytes a value and 65,536 for the list of
    ///   names, ext4 a block in all.
    /// - Index size: twice what four million entries of 60 bytes need.
    public static final LayerLimits DEFAULT =
            new LayerLimits(TarLimits.DEFAULT, 4_000_000, 1_000, 256, 65_535, 128 << 10, 512 << 20);

    /// The longest name of an extended attribute (`XATTR_NAME_MAX` of Linux).
    static final int XATTR_NAME_LENGTH = 255;

    /// The widest device numbers (`MINORBITS` of Linux is 20 of 32).
    static final int DEVICE_MAJOR = 0xfff;

    static final int DEVICE_MINOR = 0xfffff;
}
