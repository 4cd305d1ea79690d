package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent.Segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the body of a layer index file: the records of attributes, then those of entries.
///
/// What the values themselves refuse reaches the caller as `IllegalArgumentException`.
final class LayerIndexDecoder {

    private static final SortedMap<Bytes, Bytes> NO_XATTRS = Collections.emptySortedMap();
    private static final int SEGMENT_SIZE = 24;

    private final RecordReader records;
    private final long tarSize;
    private Attributes[] attributes = new Attributes[0];
    private TreePath previous = TreePath.ROOT;

    /// Creates a decoder.
    ///
    /// @param tarSize within which all content must lie
    LayerIndexDecoder(RecordReader records, long tarSize) {
        this.records = records;
        this.tarSize = tarSize;
    }

    /// Reads everything; both counts must fit the records exactly.
    List<LayerEntry> decode(int attributesCount, int entryCount) throws ImageFormatException {
        requireRoom(attributesCount, LayerIndexFormat.ATTRIBUTES_SIZE);
        attributes = new Attributes[attributesCount];
        for (int i = 0; i < attributesCount; i++) {
            attributes[i] = readAttributes();
        }
        requireRoom(entryCount, LayerIndexFormat.MIN_ENTRY_SIZE);
        var entries = new LayerEntry[entryCount];
        for (int i = 0; i < entryCount; i++) {
            entries[i] = readEntry();
        }
        if (records.remaining() > 0) {
            throw records.fault(
                    "body: expected its end, got " + records.remaining() + " bytes more");
        }
        return Arrays.asList(entries);
    }

    private Attributes readAttributes() throws ImageFormatException {
        long seconds = records.i64();
        int nanos = records.i32();
        long uid = records.u32();
        long gid = records.u32();
        int permissions = records.u16();
        int xattrCount = records.u16();
        if (nanos < 0
                || nanos > 999_999_999
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw records.fault("time out of range: " + seconds + " s " + nanos + " ns");
        }
        Instant modified = Instant.ofEpochSecond(seconds, nanos);
        return new Attributes(permissions, uid, gid, modified, readXattrs(xattrCount));
    }

    private SortedMap<Bytes, Bytes> readXattrs(int count) throws ImageFormatException {
        if (count == 0) {
            return NO_XATTRS;
        }
        var xattrs = new TreeMap<Bytes, Bytes>();
        for (int i = 0; i < count; i++) {
            int nameLength = records.u8();
            int valueLength = records.u16();
            Bytes name = records.bytes(nameLength);
            if (!xattrs.isEmpty() && name.compareTo(xattrs.lastKey()) <= 0) {
                throw records.fault("xattrs: expected rising names, got " + name);
            }
            xattrs.put(name, records.bytes(valueLength));
        }
        return xattrs;
    }

    private LayerEntry readEntry() throws ImageFormatException {
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
        if (number < 0 || number >= attributes.length) {
            throw records.fault(
                    "entry attributes: expected a number below "
                            + attributes.length
                            + ", got "
                            + number);
        }
        return attributes[number];
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
        requireRoom(count, SEGMENT_SIZE);
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
    private void requireRoom(int count, int recordSize) throws ImageFormatException {
        if (count < 0 || count > records.remaining() / recordSize) {
            throw records.fault(
                    "count: expected at most "
                            + records.remaining() / recordSize
                            + " records, got "
                            + (count & 0xFFFF_FFFFL));
        }
    }
}
