package dev.lamina.image.erofs;

import dev.lamina.image.Extent;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;

/// The chunks of a file's content: of equal size, each one run of blocks in a tar.
///
/// @param bits  the chunk size is `BLOCK_SIZE << bits`
/// @param count the number of chunks
record Chunks(int bits, int count) {

    static final Chunks NONE = new Chunks(0, 0);

    /// Chooses the largest chunks: one for a file that is in one piece, else as large as the
    /// borders of its segments allow.
    ///
    /// @throws ImageFormatException if a segment does not lie on block borders, or there would be
    ///     more than [ErofsLimits#MAX_CHUNKS]
    static Chunks of(FileContent content) throws ImageFormatException {
        if (content.size() == 0) {
            return NONE;
        }
        int bits = bitsToHold(content.size());
        if (!isContiguous(content)) {
            for (Segment segment : content.segments()) {
                bits = Math.min(bits, bitsToBound(content, segment));
            }
        }
        long size = (long) ErofsFormat.BLOCK_SIZE << bits;
        long count = (content.size() - 1) / size + 1;
        if (count > ErofsLimits.MAX_CHUNKS) {
            throw new ImageFormatException(
                    "sparse file",
                    -1,
                    "expected at most " + ErofsLimits.MAX_CHUNKS + " chunks, got " + count);
        }
        return new Chunks(bits, (int) count);
    }

    private static boolean isContiguous(FileContent content) {
        return content.segments().size() == 1
                && content.segments().getFirst().length() == content.size();
    }

    private static int bitsToHold(long size) {
        long blocks = (size - 1) / ErofsFormat.BLOCK_SIZE + 1;
        int bits = 64 - Long.numberOfLeadingZeros(blocks - 1);
        return Math.min(bits, ErofsFormat.MAX_CHUNK_BITS);
    }

    /// The largest chunk size that has a border at both ends of a segment; the end of the file is
    /// no border.
    private static int bitsToBound(FileContent content, Segment segment)
            throws ImageFormatException {
        long end = segment.position() + segment.length();
        long borders = segment.position() | (end == content.size() ? 0 : end);
        if ((borders | segment.tarOffset()) % Extent.ALIGNMENT != 0) {
            throw new ImageFormatException(
                    "sparse file",
                    segment.tarOffset(),
                    "expected segments on " + Extent.ALIGNMENT + "-byte borders, got " + segment);
        }
        return borders == 0
                ? ErofsFormat.MAX_CHUNK_BITS
                : Long.numberOfTrailingZeros(borders) - ErofsFormat.BLOCK_BITS;
    }

    /// The bytes that the chunk indexes take.
    int indexSize() {
        return count * ErofsFormat.CHUNK_INDEX_SIZE;
    }

    /// Writes the chunk indexes.
    ///
    /// @param device the number of the tar in the device table, from 1
    void write(FileContent content, int device, byte[] image, int at) {
        for (int i = 0; i < count; i++) {
            LittleEndian.putInt(image, at + i * ErofsFormat.CHUNK_INDEX_SIZE + 4, ErofsFormat.HOLE);
        }
        long size = (long) ErofsFormat.BLOCK_SIZE << bits;
        for (Segment segment : content.segments()) {
            long last = (segment.position() + segment.length() - 1) / size;
            for (long chunk = segment.position() / size; chunk <= last; chunk++) {
                long offset = segment.tarOffset() + chunk * size - segment.position();
                int index = at + (int) chunk * ErofsFormat.CHUNK_INDEX_SIZE;
                LittleEndian.putShort(image, index + 2, device);
                LittleEndian.putInt(image, index + 4, (int) (offset / ErofsFormat.BLOCK_SIZE));
            }
        }
    }
}
