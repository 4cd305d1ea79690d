package dev.lamina.image.erofs;

import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;

import java.util.ArrayList;
import java.util.List;

/// Reads where regular files lie in the tars.
final class ChunkReader {

    private final ImageBytes image;
    private final List<DiffId> layers;
    private final List<Long> blocks;

    /// Creates the reader.
    ///
    /// @param blocks how many blocks the tar of each layer has
    ChunkReader(ImageBytes image, List<DiffId> layers, List<Long> blocks) {
        this.image = image;
        this.layers = layers;
        this.blocks = blocks;
    }

    /// The layer and the places in its tar that have the content of a file.
    record Place(DiffId layer, FileContent content) {}

    /// Reads the chunk indexes of a file. One without any, because it is empty or all hole, is said
    /// to lie in the lowest layer.
    Place place(InodeRecord inode) throws ImageFormatException {
        long at = inode.position();
        if (layers.isEmpty()) {
            throw image.fault(at, "file: expected a device");
        }
        if (inode.size() == 0) {
            return new Place(layers.getFirst(), FileContent.EMPTY);
        }
        int bits = inode.union() ^ ErofsFormat.CHUNK_INDEXES;
        if (bits < 0 || bits > ErofsFormat.MAX_CHUNK_BITS || inode.size() < 0) {
            throw image.fault(at, "file: expected chunk indexes of 8 bytes and a size");
        }
        var chunks = new Segments(inode.size(), (long) ErofsFormat.BLOCK_SIZE << bits);
        chunks.read(inode.data());
        var content = new FileContent(inode.size(), chunks.segments);
        return new Place(layers.get(Math.max(0, chunks.device - 1)), content);
    }

    /// The chunks of one file, joined where they follow each other in the tar.
    private final class Segments {

        private final List<Segment> segments = new ArrayList<>();
        private final long size;
        private final long chunkSize;
        private int device;

        Segments(long size, long chunkSize) {
            this.size = size;
            this.chunkSize = chunkSize;
        }

        void read(long at) throws ImageFormatException {
            long count = (size - 1) / chunkSize + 1;
            if (count > ErofsLimits.MAX_CHUNKS) {
                throw image.fault(at, "file: expected fewer chunks, got " + count);
            }
            for (int i = 0; i < count; i++) {
                long entry = at + (long) i * ErofsFormat.CHUNK_INDEX_SIZE;
                int chunkDevice = image.u16(entry + 2);
                int block = image.s32(entry + 4);
                if (block == ErofsFormat.HOLE) {
                    image.check(0, chunkDevice, entry, "device of a hole");
                } else {
                    add(entry, chunkDevice, block & 0xFFFF_FFFFL, i * chunkSize);
                }
            }
        }

        private void add(long at, int chunkDevice, long block, long position)
                throws ImageFormatException {
            device = device == 0 ? chunkDevice : device;
            image.check(device, chunkDevice, at, "device");
            if (device < 1 || device > blocks.size()) {
                throw image.fault(at, "device: expected 1 to " + blocks.size() + ", got " + device);
            }
            long length = Math.min(chunkSize, size - position);
            long end = block + (length - 1) / ErofsFormat.BLOCK_SIZE + 1;
            if (end > blocks.get(device - 1)) {
                throw image.fault(
                        at,
                        "chunk: expected an end in the tar of "
                                + blocks.get(device - 1)
                                + " blocks, got "
                                + end);
            }
            long offset = block * ErofsFormat.BLOCK_SIZE;
            Segment last = segments.isEmpty() ? null : segments.getLast();
            if (last != null
                    && last.position() + last.length() == position
                    && last.tarOffset() + last.length() == offset) {
                segments.removeLast();
                segments.add(
                        new Segment(last.position(), last.tarOffset(), last.length() + length));
            } else {
                segments.add(new Segment(position, offset, length));
            }
        }
    }
}
