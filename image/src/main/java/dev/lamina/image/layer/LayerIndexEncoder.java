package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent.Segment;

import java.util.ArrayList;
import java.util.List;

/// Writes the body of a layer index file: the records of attributes, then those of entries.
final class LayerIndexEncoder {

    /// A page of records is closed when it has so many bytes.
    private static final int PAGE_SIZE = 64 << 10;

    private final AttributesTable attributesTable = new AttributesTable();
    private final List<RecordPage> pages = new ArrayList<>();
    private final RecordWriter entryRecords = new RecordWriter();
    private TreePath previous = TreePath.ROOT;
    private long closedSize;
    private long contentSize;
    private int count;

    /// The size of the body so far, in bytes.
    long size() {
        return attributesTable.size() + closedSize + entryRecords.size();
    }

    /// Returns all entries that were added.
    LayerEntries finish() {
        closePage();
        attributesTable.seal();
        return new LayerEntries(count, contentSize, attributesTable, pages);
    }

    private void closePage() {
        if (entryRecords.size() > 0) {
            pages.add(new RecordPage(entryRecords.toArray(), 0));
            closedSize += entryRecords.size();
            entryRecords.clear();
        }
    }

    void add(LayerEntry entry) {
        write(entry);
        count++;
        if (entryRecords.size() >= PAGE_SIZE) {
            closePage();
        }
    }

    private void write(LayerEntry entry) {
        if (entry instanceof LayerEntry.RegularFile file) {
            addFile(file);
        } else if (entry instanceof LayerEntry.Directory directory) {
            begin(LayerIndexFormat.DIRECTORY, directory.path());
            attributes(directory.attributes());
        } else if (entry instanceof LayerEntry.Symlink link) {
            begin(LayerIndexFormat.SYMLINK, link.path());
            attributes(link.attributes());
            entryRecords.u16(link.target().length());
            entryRecords.bytes(link.target());
        } else if (entry instanceof LayerEntry.HardLink link) {
            begin(LayerIndexFormat.HARD_LINK, link.path());
            attributes(link.attributes());
            entryRecords.u16(link.target().depth());
            names(link.target().names());
        } else {
            addSpecial(entry);
        }
    }

    private void addSpecial(LayerEntry entry) {
        if (entry instanceof LayerEntry.Device device) {
            begin(
                    device.block()
                            ? LayerIndexFormat.BLOCK_DEVICE
                            : LayerIndexFormat.CHARACTER_DEVICE,
                    device.path());
            attributes(device.attributes());
            entryRecords.u32(device.major());
            entryRecords.u32(device.minor());
        } else if (entry instanceof LayerEntry.Fifo fifo) {
            begin(LayerIndexFormat.FIFO, fifo.path());
            attributes(fifo.attributes());
        } else {
            boolean opaque = entry instanceof LayerEntry.OpaqueWhiteout;
            begin(
                    opaque ? LayerIndexFormat.OPAQUE_WHITEOUT : LayerIndexFormat.WHITEOUT,
                    entry.path());
        }
    }

    private void addFile(LayerEntry.RegularFile file) {
        FileContent content = file.content();
        contentSize = LayerEntries.sum(contentSize, content.size());
        boolean contiguous = content.isContiguous();
        begin(
                contiguous ? LayerIndexFormat.CONTIGUOUS_FILE : LayerIndexFormat.SPARSE_FILE,
                file.path());
        attributes(file.attributes());
        entryRecords.i64(content.size());
        if (contiguous) {
            entryRecords.i64(content.size() == 0 ? 0 : content.segments().getFirst().tarOffset());
            return;
        }
        entryRecords.u32(content.segments().size());
        for (Segment segment : content.segments()) {
            entryRecords.i64(segment.position());
            entryRecords.i64(segment.tarOffset());
            entryRecords.i64(segment.length());
        }
    }

    /// Writes what every entry has: its kind, and how its path differs from the one before.
    private void begin(int kind, TreePath path) {
        int shared = sharedDepth(path);
        entryRecords.u8(kind);
        entryRecords.u16(shared);
        entryRecords.u16(path.depth() - shared);
        if (path.depth() == shared + 1) {
            name(path.name());
        } else {
            names(path.names().subList(shared, path.depth()));
        }
        previous = path;
    }

    /// Returns how many names from the root on this path and the previous one share. Paths of one
    /// index mostly share the objects, which makes that quick; it never takes more than one way up.
    private int sharedDepth(TreePath path) {
        TreePath mine = path;
        TreePath other = previous;
        while (mine.depth() > other.depth()) {
            mine = mine.parent();
        }
        while (other.depth() > mine.depth()) {
            other = other.parent();
        }
        int shared = mine.depth();
        while (mine != other && !mine.isRoot()) {
            if (!mine.name().equals(other.name())) {
                shared = mine.depth() - 1;
            }
            mine = mine.parent();
            other = other.parent();
        }
        return shared;
    }

    private void names(List<Name> names) {
        for (Name name : names) {
            name(name);
        }
    }

    private void name(Name name) {
        entryRecords.u8(name.bytes().length());
        entryRecords.bytes(name.bytes());
    }

    private void attributes(Attributes attributes) {
        entryRecords.u32(attributesTable.number(attributes));
    }
}
