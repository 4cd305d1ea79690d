package dev.lamina.image.erofs;

/// The numbers of EROFS as Lamina writes it (Linux, `fs/erofs/erofs_fs.h`); the format page is
/// `docs/formats/erofs-profile.md`.
final class ErofsFormat {

    /// The block size is 512 bytes, because a tar's data lies on 512-byte boundaries.
    static final int BLOCK_BITS = 9;

    static final int BLOCK_SIZE = 1 << BLOCK_BITS;

    static final int SUPERBLOCK_OFFSET = 1024;
    static final int SUPERBLOCK_SIZE = 128;
    static final int MAGIC = 0xE0F5E1E2;

    /// Bits of `feature_compat`: the superblock has a checksum; times are modification times.
    static final int COMPAT_CHECKSUM = 0x1;

    static final int COMPAT_MTIME = 0x2;

    /// Bits of `feature_incompat`: chunk-based files; a device table.
    static final int INCOMPAT_CHUNKED_FILE = 0x4;

    static final int INCOMPAT_DEVICE_TABLE = 0x8;

    static final int DEVICE_SLOT_SIZE = 128;
    static final int DEVICE_TAG_SIZE = 64;

    /// `devt_slotoff`: the device table begins right behind the superblock.
    static final int DEVICE_SLOT_OFFSET = (SUPERBLOCK_OFFSET + SUPERBLOCK_SIZE) / DEVICE_SLOT_SIZE;

    /// An inode's number is its position in the metadata area, in units of 32 bytes.
    static final int INODE_SLOT_SIZE = 32;

    static final int INODE_SIZE = 64;

    /// `i_format`: extended inode, with the data layout in bits 1 to 3.
    static final int EXTENDED = 1;

    static final int LAYOUT_PLAIN = 0;
    static final int LAYOUT_INLINE = 2;
    static final int LAYOUT_CHUNKS = 4;

    /// `i_u.c.format`: chunk indexes of 8 bytes follow the inode; low five bits: chunk size.
    static final int CHUNK_INDEXES = 0x20;

    static final int CHUNK_INDEX_SIZE = 8;
    static final int MAX_CHUNK_BITS = 31;

    /// The block address of a chunk that is a hole.
    static final int HOLE = -1;

    static final int DIRENT_SIZE = 12;
    static final int XATTR_HEADER_SIZE = 12;
    static final int XATTR_ENTRY_SIZE = 4;

    static final int TYPE_FILE = 1;
    static final int TYPE_DIRECTORY = 2;
    static final int TYPE_CHARACTER_DEVICE = 3;
    static final int TYPE_BLOCK_DEVICE = 4;
    static final int TYPE_FIFO = 5;
    static final int TYPE_SYMLINK = 7;

    /// `S_IFMT` values of `st_mode` (inode(7)).
    static final int MODE_FIFO = 0010000;

    static final int MODE_CHARACTER_DEVICE = 0020000;
    static final int MODE_DIRECTORY = 0040000;
    static final int MODE_BLOCK_DEVICE = 0060000;
    static final int MODE_FILE = 0100000;
    static final int MODE_SYMLINK = 0120000;

    private ErofsFormat() {}
}
