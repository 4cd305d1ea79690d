package dev.lamina.image.erofs;

import dev.lamina.image.ImageFormatException;

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
        LittleEndian.putLong(image, at + INODES, layout.count());
        LittleEndian.putInt(image, at + BLOCKS, (int) (layout.size() / ErofsFormat.BLOCK_SIZE));
        LittleEndian.putInt(image, at + META_BLOCK, layout.metaStart() / ErofsFormat.BLOCK_SIZE);
        LittleEndian.putInt(
                image,
                at + INCOMPAT,
                ErofsFormat.INCOMPAT_CHUNKED_FILE | ErofsFormat.INCOMPAT_DEVICE_TABLE);
        LittleEndian.putShort(image, at + DEVICES, devices);
        LittleEndian.putShort(image, at + DEVICE_SLOT_OFFSET, ErofsFormat.DEVICE_SLOT_OFFSET);
        LittleEndian.putInt(image, at + CHECKSUM, checksum(image));
    }

    /// Reads the superblock and checks what no tree can change.
    static SuperblockRecord read(ImageBytes image) throws ImageFormatException {
        int at = ErofsFormat.SUPERBLOCK_OFFSET;
        if (image.length() % ErofsFormat.BLOCK_SIZE != 0
                || image.length() < at + ErofsFormat.BLOCK_SIZE) {
            throw image.fault(
                    -1, "expected 3 or more blocks of 512 bytes, got " + image.length() + " bytes");
        }
        image.check(ErofsFormat.MAGIC, image.s32(at), at, "magic");
        int compat = ErofsFormat.COMPAT_CHECKSUM | ErofsFormat.COMPAT_MTIME;
        int incompat = ErofsFormat.INCOMPAT_CHUNKED_FILE | ErofsFormat.INCOMPAT_DEVICE_TABLE;
        image.check(compat, image.s32(at + COMPAT), at + COMPAT, "compatible features");
        image.check(incompat, image.s32(at + INCOMPAT), at + INCOMPAT, "features");
        image.check(ErofsFormat.BLOCK_BITS, image.u8(at + BLOCK_BITS), at, "bits of block size");
        image.check(image.superblockChecksum(), image.s32(at + CHECKSUM), at, "checksum");
        int blocks = image.length() / ErofsFormat.BLOCK_SIZE;
        image.check(blocks, image.u32(at + BLOCKS), at + BLOCKS, "blocks");
        int slot = image.u16(at + DEVICE_SLOT_OFFSET);
        image.check(ErofsFormat.DEVICE_SLOT_OFFSET, slot, at, "offset of the device table");
        return new SuperblockRecord(
                image.u16(at + ROOT),
                image.s64(at + INODES),
                image.u32(at + META_BLOCK) * ErofsFormat.BLOCK_SIZE,
                image.u16(at + DEVICES));
    }

    /// CRC-32C over the superblock's block with zero in place of the checksum, without the final inversion.
    static int checksum(byte[] image) {
        var crc = new CRC32C();
        int start = ErofsFormat.SUPERBLOCK_OFFSET;
        crc.update(image, start, CHECKSUM);
        crc.update(new byte[Integer.BYTES]);
        int rest = CHECKSUM + Integer.BYTES;
        crc.update(image, start + rest, ErofsFormat.BLOCK_SIZE - rest);
        return ~(int) crc.getValue();
    }
}
