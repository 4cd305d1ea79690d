package dev.lamina.image.erofs;

import java.util.zip.CRC32C;

/// The superblock, at byte 1024 of the image. Written last: its checksum covers what follows it in
/// its block.
final class Superblock {

    private static final int CHECKSUM = 4;
    private static final int COMPAT = 8;
    private static final int BLOCK_BITS = 12;
    private static final int ROOT = 14;
    private static final int INODES = 16;
    private static final int BLOCKS = 36;
    private static final int META_BLOCK = 40;
    private static final int INCOMPAT = 80;
    private static final int DEVICES = 86;
    private static final int DEVICE_SLOT_OFFSET = 88;

    private Superblock() {}

    static void write(Layout layout, int devices, byte[] image) {
        int at = ErofsFormat.SUPERBLOCK_OFFSET;
        LittleEndian.putInt(image, at, ErofsFormat.MAGIC);
        LittleEndian.putInt(
                image, at + COMPAT, ErofsFormat.COMPAT_CHECKSUM | ErofsFormat.COMPAT_MTIME);
        image[at + BLOCK_BITS] = ErofsFormat.BLOCK_BITS;
        LittleEndian.putShort(image, at + ROOT, (int) layout.number(0));
        LittleEndian.putLong(image, at + INODES, layout.inodes().size());
        LittleEndian.putInt(image, at + BLOCKS, layout.size() / ErofsFormat.BLOCK_SIZE);
        LittleEndian.putInt(image, at + META_BLOCK, layout.metaStart() / ErofsFormat.BLOCK_SIZE);
        LittleEndian.putInt(
                image,
                at + INCOMPAT,
                ErofsFormat.INCOMPAT_CHUNKED_FILE | ErofsFormat.INCOMPAT_DEVICE_TABLE);
        LittleEndian.putShort(image, at + DEVICES, devices);
        LittleEndian.putShort(image, at + DEVICE_SLOT_OFFSET, ErofsFormat.DEVICE_SLOT_OFFSET);
        LittleEndian.putInt(image, at + CHECKSUM, checksum(image));
    }

    /// CRC-32C over the superblock's block with a checksum of zero, without the final inversion.
    static int checksum(byte[] image) {
        var crc = new CRC32C();
        crc.update(image, ErofsFormat.SUPERBLOCK_OFFSET, ErofsFormat.BLOCK_SIZE);
        return ~(int) crc.getValue();
    }
}
