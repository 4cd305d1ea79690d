package dev.lamina.image.layer;

import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The entries of a layer, in the order of its tar.
///
/// They are kept as the bytes that a layer index file has, about 50 for each, and become objects one by
/// one while somebody goes through them.
public final class LayerEntries implements Iterable<LayerEntry> {

    private final int count;
    private final long contentSize;
    private final AttributesTable attributes;
    private final List<RecordPage> pages;

    /// Takes over records that were checked.
    LayerEntries(int count, long contentSize, AttributesTable attributes, List<RecordPage> pages) {
        this.count = count;
        this.contentSize = contentSize;
        this.attributes = attributes;
        this.pages = List.copyOf(pages);
    }

    /// Takes bytes in runs.
    @FunctionalInterface
    interface RunSink {
        void accept(byte[] array, int offset, int length) throws IOException;
    }

    /// Returns the entries of a list.
    public static LayerEntries of(Iterable<LayerEntry> entries) {
        var encoder = new LayerIndexEncoder();
        entries.forEach(encoder::add);
        return encoder.finish();
    }

    /// Returns the number of entries.
    public int count() {
        return count;
    }

    /// The sizes of all regular files together, in bytes; the largest number if holes make it more.
    public long contentSize() {
        return contentSize;
    }

    /// Adds sizes, up to the largest number.
    static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /// Returns the number of different sets of attributes that they have.
    int attributesCount() {
        return attributes.count();
    }

    /// The bytes that they take, in memory as in a file.
    public long size() {
        long size = attributes.size();
        for (RecordPage page : pages) {
            size += page.array().length - page.from();
        }
        return size;
    }

    /// Hands over the body of the file.
    void forEachRun(RunSink sink) throws IOException {
        attributes.forEachRecord(sink);
        for (RecordPage page : pages) {
            sink.accept(page.array(), page.from(), page.array().length - page.from());
        }
    }

    public Stream<LayerEntry> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /// Returns them as objects, of which each takes some 200 bytes.
    public List<LayerEntry> toList() {
        return stream().toList();
    }

    /// Goes through the entries. They are made on the way; nothing keeps them.
    @Override
    public Iterator<LayerEntry> iterator() {
        return new Entries();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerEntries that
                && count == that.count
                && toList().equals(that.toList());
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    @Override
    public String toString() {
        return count + " entries";
    }

    private final class Entries implements Iterator<LayerEntry> {

        private final Iterator<RecordPage> rest = pages.iterator();
        private final LayerIndexDecoder decoder =
                new LayerIndexDecoder(
                        reader(new RecordPage(new byte[0], 0)), attributes, Long.MAX_VALUE);
        private int position;

        @Override
        public boolean hasNext() {
            return position < count;
        }

        @Override
        public LayerEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException("entry " + position);
            }
            if (decoder.isAtEnd()) {
                decoder.continueWith(reader(rest.next()));
            }
            position++;
            try {
                return decoder.next();
            } catch (ImageFormatException e) {
                throw new AssertionError("entries were checked when they were read", e);
            }
        }

        private static RecordReader reader(RecordPage page) {
            return new RecordReader(page.array(), page.from(), "entries of a layer", 0);
        }
    }
}
