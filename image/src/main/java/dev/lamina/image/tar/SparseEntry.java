package dev.lamina.image.tar;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

/// A sparse file whose map is being read, in one of the four forms that GNU tar has had.
final class SparseEntry {

    private static final int NUMBER_LENGTH = TarFormat.NUMBER_LENGTH;

    private final HeaderBlock header;
    private final TarLimits limits;
    private final EntryAssembler entry;
    private final long storedSize;
    private final SparseMap map;

    /// Reads the map of format 1.0; null for the other forms.
    private final @Nullable SparseText text;

    private boolean complete;
    private long mapSize;

    private SparseEntry(
            HeaderBlock header,
            TarLimits limits,
            EntryAssembler entry,
            SparseMap map,
            boolean hasText)
            throws ImageFormatException {
        this.header = header;
        this.limits = limits;
        this.entry = entry;
        this.map = map;
        this.storedSize = entry.storedSize();
        this.text = hasText ? new SparseText(map, header, limits) : null;
        this.complete = !hasText;
    }

    /// Begins with GNU's old form: four segments in the header, more in blocks behind it.
    static SparseEntry ofHeader(HeaderBlock header, EntryAssembler entry, TarLimits limits)
            throws ImageFormatException {
        var sparse = new SparseEntry(header, limits, entry, new SparseMap(), false);
        sparse.addPairs(header, TarFormat.GNU_SPARSE, TarFormat.GNU_SPARSE_COUNT);
        sparse.complete = header.at(TarFormat.GNU_SPARSE_EXTENDED) == 0;
        return sparse;
    }

    /// Begins with what pax records say, if they make the file sparse.
    static @Nullable SparseEntry ofRecords(
            HeaderBlock header, PaxRecords pax, EntryAssembler entry, TarLimits limits)
            throws ImageFormatException {
        Bytes major = pax.value(PaxRecords.SPARSE_MAJOR);
        Bytes minor = pax.value(PaxRecords.SPARSE_MINOR);
        Bytes list = pax.value(PaxRecords.SPARSE_MAP);
        if (major == null && minor == null) {
            if (list != null) {
                return new SparseEntry(header, limits, entry, parse(list, header, limits), false);
            }
            // Nothing else tells an empty map of format 0.0 from no sparse file at all.
            return pax.value(PaxRecords.SPARSE_SIZE) == null
                    ? null
                    : new SparseEntry(header, limits, entry, pax.offsets(), false);
        }
        String version = major + "." + minor;
        return switch (version) {
            case "0.0" -> new SparseEntry(header, limits, entry, pax.offsets(), false);
            case "0.1" ->
                    new SparseEntry(
                            header,
                            limits,
                            entry,
                            list == null ? new SparseMap() : parse(list, header, limits),
                            false);
            case "1.0" -> new SparseEntry(header, limits, entry, new SparseMap(), true);
            default ->
                    throw header.fault(
                            "sparse file: expected format 0.0, 0.1 or 1.0, got " + version);
        };
    }

    boolean isComplete() {
        return complete;
    }

    /// Reads one more block of the map.
    void readBlock(byte[] array, int start) throws ImageFormatException {
        if (text != null) {
            mapSize += TarFormat.BLOCK_SIZE;
            if (mapSize > storedSize) {
                throw header.fault(
                        "sparse map: expected an end within the data of "
                                + storedSize
                                + " bytes, got none");
            }
            complete = text.read(array, start);
        } else {
            var block = new HeaderBlock(header);
            block.set(array, start, header.offset());
            addPairs(block, 0, TarFormat.GNU_EXTENSION_COUNT);
            complete = block.at(TarFormat.GNU_EXTENSION_EXTENDED) == 0;
        }
    }

    /// Returns how many bytes of data the tar has behind the map.
    long dataSize() {
        return storedSize - mapSize;
    }

    TarEntry finish(long dataOffset) throws ImageFormatException {
        long size = entry.realSize();
        return entry.assemble(map.finish(size, dataSize(), header), size, dataOffset);
    }

    /// Reads position and length, 12 bytes each, up to the first that are unused.
    private void addPairs(HeaderBlock block, int field, int count) throws ImageFormatException {
        for (int i = 0; i < count; i++) {
            int at = field + 2 * NUMBER_LENGTH * i;
            if (block.at(at) == 0) {
                return;
            }
            map.add(
                    block.count(at, NUMBER_LENGTH, "sparse position"),
                    block.count(at + NUMBER_LENGTH, NUMBER_LENGTH, "sparse length"),
                    header,
                    limits);
        }
    }

    /// Reads the list of format 0.1: numbers between commas.
    private static SparseMap parse(Bytes list, HeaderBlock header, TarLimits limits)
            throws ImageFormatException {
        var map = new SparseMap();
        int start = 0;
        boolean isLength = false;
        for (int i = 0; i <= list.length(); i++) {
            if (i == list.length() || list.at(i) == ',') {
                map.addNumber(
                        PaxNumber.parseCount(list.slice(start, i), header, PaxRecords.SPARSE_MAP),
                        isLength,
                        header,
                        limits);
                isLength = !isLength;
                start = i + 1;
            }
        }
        return map;
    }
}
