package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.compact.ByteColumn;
import dev.lamina.image.compact.HashIndex;
import dev.lamina.image.compact.HashKey;
import dev.lamina.image.compact.IntColumn;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;

/// Sets of attributes by number, each of which occurs once: the many files that have the same ones
/// share it. A set takes the 24 bytes of its record in a layer index, and its extended attributes.
///
/// It grows in one thread; after that any may read it.
public final class AttributesTable {

    private static final int CACHE_SIZE = 256;

    private final ByteColumn records = new ByteColumn();
    private final IntColumn positions = new IntColumn();
    private final RecordWriter writer = new RecordWriter();
    private final HashKey key = new HashKey();
    private @Nullable HashIndex index = new HashIndex(this::hash);

    /// The sets that were decoded last. Threads may overwrite each other's: each entry is whole.
    private final @Nullable Decoded[] cache = new @Nullable Decoded[CACHE_SIZE];

    private @Nullable Attributes last;
    private int lastNumber;

    private record Decoded(int number, Attributes attributes) {}

    /// Creates an empty table.
    public AttributesTable() {}

    /// Returns the number of sets.
    public int count() {
        return positions.size();
    }

    /// The bytes of all records.
    public long size() {
        return records.size();
    }

    /// Returns the number of a set, which is added if it is new.
    public int number(Attributes attributes) {
        if (attributes == last) {
            return lastNumber;
        }
        if (index == null) {
            throw new IllegalStateException("attributes: all were added");
        }
        writer.clear();
        AttributesRecord.write(attributes, writer);
        int hash = key.hash(0, writer.array(), 0, writer.size());
        int number = find(index, hash);
        if (number < 0) {
            number = positions.add(records.add(writer.array(), 0, writer.size()));
            index.add(hash, number);
        }
        last = attributes;
        lastNumber = number;
        return number;
    }

    private int find(HashIndex sets, int hash) {
        for (int slot = sets.first(hash); sets.at(slot) >= 0; slot = sets.next(slot)) {
            int number = sets.at(slot);
            int position = positions.get(number);
            int from = ByteColumn.offset(position);
            byte[] page = records.page(position);
            int length = length(page, from);
            if (Arrays.equals(page, from, from + length, writer.array(), 0, writer.size())) {
                return number;
            }
        }
        return -1;
    }

    private int hash(int number) {
        int position = positions.get(number);
        int from = ByteColumn.offset(position);
        byte[] page = records.page(position);
        return key.hash(0, page, from, from + length(page, from));
    }

    /// Adds a set with the next number, whether it is there or not; [#number] never returns that.
    public void append(Attributes attributes) {
        writer.clear();
        AttributesRecord.write(attributes, writer);
        positions.add(records.add(writer.array(), 0, writer.size()));
    }

    /// Says that no set will be added any more, and gives back what only that needs.
    public void seal() {
        index = null;
    }

    /// Returns a set by its number.
    public Attributes get(int number) {
        Decoded known = cache[number % CACHE_SIZE];
        if (known != null && known.number == number) {
            return known.attributes;
        }
        int position = positions.get(number);
        var reader =
                new RecordReader(
                        records.page(position), ByteColumn.offset(position), "attributes", 0);
        try {
            Attributes attributes = AttributesRecord.read(reader);
            cache[number % CACHE_SIZE] = new Decoded(number, attributes);
            return attributes;
        } catch (ImageFormatException e) {
            throw new AssertionError("attributes were written here", e);
        }
    }

    /// Hands over the records in their order.
    void forEachRecord(LayerEntries.RunSink sink) throws IOException {
        for (int number = 0; number < count(); number++) {
            int position = positions.get(number);
            int from = ByteColumn.offset(position);
            byte[] page = records.page(position);
            sink.accept(page, from, length(page, from));
        }
    }

    /// Returns the length of the record that begins at a position.
    private static int length(byte[] page, int from) {
        int count = u16(page, from + LayerIndexFormat.ATTRIBUTES_SIZE - 2);
        int end = from + LayerIndexFormat.ATTRIBUTES_SIZE;
        for (int i = 0; i < count; i++) {
            end += 3 + (page[end] & 0xff) + u16(page, end + 1);
        }
        return end - from;
    }

    private static int u16(byte[] page, int at) {
        return page[at] & 0xff | (page[at + 1] & 0xff) << 8;
    }
}
