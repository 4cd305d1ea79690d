package dev.lamina.image.erofs;

/// The limits of an EROFS image, as Lamina writes it.
final class ErofsLimits {

    /// The most layers: device numbers have 16 bits, zero is the image itself.
    static final int MAX_DEVICES = 65_535;

    /// The largest tar: block addresses have 32 bits, the last value means a hole. 2 TiB.
    static final long MAX_TAR_SIZE = (long) ErofsFormat.BLOCK_SIZE * 0xFFFF_FFFEL;

    /// The most chunks of one file, so that a sparse file with tiny pieces far apart cannot make an
    /// image of gigabytes. 32 MiB of chunk indexes.
    static final long MAX_CHUNKS = 4L * 1024 * 1024;

    /// The largest image: eight million files with 900 bytes of attributes each. Sparse files of tiny
    /// pieces end there.
    static final long MAX_IMAGE_SIZE = 8L << 30;

    private ErofsLimits() {}
}
