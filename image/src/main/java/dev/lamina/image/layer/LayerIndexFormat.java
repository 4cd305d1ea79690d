package dev.lamina.image.layer;

/// The numbers of the layer index file; see `docs/formats/layer-index.md`.
final class LayerIndexFormat {

    /// `LIDX`, read as a little-endian integer.
    static final int MAGIC = 'L' | 'I' << 8 | 'D' << 16 | 'X' << 24;

    static final int VERSION = 2;

    /// Up to here the header tells whose file it is, and of which version.
    static final int ENTRY_COUNT_OFFSET = 8;

    static final int DIFF_ID_SIZE = 64;

    /// The last member of the header: the check of all bytes before it.
    static final int HEADER_CHECK_OFFSET = 108;

    static final int HEADER_SIZE = 112;

    static final int SHA256 = 1;
    static final int SHA512 = 2;

    static final int DIRECTORY = 1;
    static final int CONTIGUOUS_FILE = 2;
    static final int SPARSE_FILE = 3;
    static final int SYMLINK = 4;
    static final int HARD_LINK = 5;
    static final int CHARACTER_DEVICE = 6;
    static final int BLOCK_DEVICE = 7;
    static final int FIFO = 8;
    static final int WHITEOUT = 9;
    static final int OPAQUE_WHITEOUT = 10;

    /// The fixed part of a record of attributes.
    static final int ATTRIBUTES_SIZE = 24;

    /// The size of the shortest entry: kind, shared and added names.
    static final int MIN_ENTRY_SIZE = 5;

    /// A body of this size would hold more than [LayerLimits#DEFAULT] lets into an index.
    static final long MAX_BODY_SIZE = 1L << 30;

    private LayerIndexFormat() {}
}
