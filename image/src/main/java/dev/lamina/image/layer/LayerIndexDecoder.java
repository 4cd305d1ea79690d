package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent.Segment;

import java.util.ArrayList;
import java.util.List;

/// Reads the entries of a layer index file, or of what is in memory in the same form.
///
/// What the values themselves refuse reaches the caller as `IllegalArgumentException`.
final class LayerIndexDecoder {

    private static final int SEGMENT_SIZE = 24;

    private final AttributesTable attributesTable;
    private final long tarSize;
    private RecordReader records;
    private TreePath previous = TreePath.ROOT;

    /// Creates a decoder.
    ///
    /// @param tarSize within which all content must lie
    LayerIndexDecoder(RecordReader records, AttributesTable attributesTable, long tarSize) {
        this.records = records;
        this.attributesTable = attributesTable;
        this.tarSize = tarSize;
    }

    /// Reads a body; both counts must fit its records exactly.
    ///
    /// @param body a whole file, of which the header was read
    static LayerEntries decode(RecordReader records, byte[] body, LayerIndexHeader header)
            throws ImageFormatException {
        var table = new AttributesTable();
        requireRoom(records, header.attributesCount(), LayerIndexFormat.ATTRIBUTES_SIZE);
        for (int i = 0; i < header.attributesCount(); i++) {
            table.append(AttributesRecord.read(records));
        }
        table.seal();
        int start = records.position();
        requireRoom(records, header.entryCount(), LayerIndexFormat.MIN_ENTRY_SIZE);
        var entries = new LayerIndexDecoder(records, table, header.tarSize());
        long contentSize = 0;
        for (int i = 0; i < header.entryCount(); i++) {
            if (entries.next() instanceof LayerEntry.RegularFile file) {
                contentSize = LayerEntries.sum(contentSize, file.content().size());
            }
        }
        if (records.remaining() > 0) {
            throw records.fault(
                    "body: expected its end, got " + records.remaining() + " bytes more");
        }
        return new LayerEntries(
                header.entryCount(), contentSize, table, List.of(new RecordPage(body, start)));
    }

    /// Goes on with other records.
    void continueWith(RecordReader next) {
        records = next;
    }

    /// Tells whether the records are read to their end.
    boolean isAtEnd() {
        return records.remaining() == 0;
    }

    /// Reads the next entry.
    LayerEntry next() throws ImageFormatException {
        int kind = records.u8();
        TreePath path = readPath();
        return switch (kind) {
            case LayerIndexFormat.DIRECTORY -> new LayerEntry.Directory(path, attributes());
            case LayerIndexFormat.CONTIGUOUS_FILE ->
                    new LayerEntry.RegularFile(path, attributes(), contiguous());
            case LayerIndexFormat.SPARSE_FILE ->
                    new LayerEntry.RegularFile(path, attributes(), sparse());
            case LayerIndexFormat.SYMLINK ->
                    new LayerEntry.Symlink(path, attributes(), records.bytes(records.u16()));
            case LayerIndexFormat.HARD_LINK -> hardLink(path);
            case LayerIndexFormat.CHARACTER_DEVICE -> device(path, false);
            case LayerIndexFormat.BLOCK_DEVICE -> device(path, true);
            case LayerIndexFormat.FIFO -> new LayerEntry.Fifo(path, attributes());
            case LayerIndexFormat.WHITEOUT -> new LayerEntry.Whiteout(path);
            case LayerIndexFormat.OPAQUE_WHITEOUT -> new LayerEntry.OpaqueWhiteout(path);
            default -> throw records.fault("entry kind: expected 1 to 10, got " + kind);
        };
    }

    private LayerEntry hardLink(TreePath path) throws ImageFormatException {
        Attributes attributes = attributes();
        return new LayerEntry.HardLink(path, readNames(TreePath.ROOT), attributes);
    }

    private TreePath readPath() throws ImageFormatException {
        int shared = records.u16();
        TreePath path = previous;
        if (shared > path.depth()) {
            throw records.fault(
                    "entry path: expected at most "
                            + path.depth()
                            + " shared names, got "
                            + shared);
        }
        while (path.depth() > shared) {
            path = path.parent();
        }
        path = readNames(path);
        previous = path;
        return path;
    }

    private TreePath readNames(TreePath directory) throws ImageFormatException {
        TreePath path = directory;
        for (int count = records.u16(); count > 0; count--) {
            path = path.child(new Name(records.bytes(records.u8())));
        }
        return path;
    }

    private Attributes attributes() throws ImageFormatException {
        int number = records.i32();
        if (number < 0 || number >= attributesTable.count()) {
            throw records.fault(
                    "entry attributes: expected a number below "
                            + attributesTable.count()
                            + ", got "
                            + number);
        }
        return attributesTable.get(number);
    }

    private FileContent contiguous() throws ImageFormatException {
        long size = records.i64();
        long tarOffset = records.i64();
        requireWithinTar(tarOffset, size);
        return FileContent.contiguous(tarOffset, size);
    }

    private FileContent sparse() throws ImageFormatException {
        long size = records.i64();
        int count = records.i32();
        requireRoom(records, count, SEGMENT_SIZE);
        var segments = new ArrayList<Segment>(count);
        for (int i = 0; i < count; i++) {
            var segment = new Segment(records.i64(), records.i64(), records.i64());
            requireWithinTar(segment.tarOffset(), segment.length());
            segments.add(segment);
        }
        return new FileContent(size, segments);
    }

    private void requireWithinTar(long offset, long length) throws ImageFormatException {
        if (offset < 0 || length < 0 || offset > tarSize - length) {
            throw records.fault(
                    "content: expected it within the tar of "
                            + tarSize
                            + " bytes, got "
                            + length
                            + " at "
                            + offset);
        }
    }

    private LayerEntry device(TreePath path, boolean block) throws ImageFormatException {
        return new LayerEntry.Device(path, attributes(), block, records.i32(), records.i32());
    }

    /// Refuses a count that the rest of the body cannot hold, before anything is allocated for it.
    private static void requireRoom(RecordReader records, int count, int recordSize)
            throws ImageFormatException {
        if (count < 0 || count > records.remaining() / recordSize) {
            throw records.fault(
                    "count: expected at most "
                            + records.remaining() / recordSize
                            + " records, got "
                            + (count & 0xFFFF_FFFFL));
        }
    }
}
