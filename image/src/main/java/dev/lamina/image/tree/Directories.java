package dev.lamina.image.tree;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.compact.ByteColumn;
import dev.lamina.image.compact.HashIndex;
import dev.lamina.image.compact.HashKey;
import dev.lamina.image.compact.IntColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The directories of a tree by number, and their entries: a name and the number of a node.
///
/// While it grows the entries of a directory are a list, and found by hash. [#sort] makes them a slice
/// in the order of the names.
final class Directories {

    private static final int NONE = -1;

    /// By directory: first its newest entry, from [#sort] on its size.
    private final IntColumn heads = new IntColumn();

    /// By directory: how deep it lies, from [#sort] on where its slice begins.
    private final IntColumn places = new IntColumn();

    /// By entry. An entry that was removed has no node; it stays for another one of its name.
    private final IntColumn names = new IntColumn();

    private final IntColumn nodes = new IntColumn();
    private @Nullable IntColumn owners = new IntColumn();
    private @Nullable IntColumn next = new IntColumn();
    private @Nullable HashIndex index = new HashIndex(this::hash);
    private @Nullable EntrySort sort;

    /// Entries of sorted directories, slice after slice.
    private final IntColumn order = new IntColumn();

    private final ByteColumn text = new ByteColumn();
    private final HashKey key = new HashKey();
    private final byte[] wanted = new byte[1 + Name.MAX_LENGTH];

    /// Adds an empty directory, and returns its number.
    int add(int depth) {
        places.add(depth);
        return heads.add(NONE);
    }

    int depth(int directory) {
        return places.get(directory);
    }

    /// Tells whether a directory never had an entry.
    boolean isNew(int directory) {
        return heads.get(directory) == NONE;
    }

    /// The bytes of all names.
    long textSize() {
        return text.size();
    }

    /// Returns an entry of a directory that grows, from which [#next] leads to all others; -1 if there is none.
    int first(int directory) {
        return heads.get(directory);
    }

    int next(int entry) {
        return growing(next).get(entry);
    }

    /// Returns the node of an entry; -1 if it was removed.
    int node(int entry) {
        return nodes.get(entry);
    }

    Name name(int entry) {
        int position = names.get(entry);
        byte[] page = text.page(position);
        int at = ByteColumn.offset(position);
        return new Name(Bytes.of(page, at + 1, page[at] & 0xff));
    }

    /// Returns the node of a name; -1 if there is none.
    int child(int directory, Name name) {
        HashIndex entries = index;
        if (entries == null) {
            return sortedChild(directory, name.bytes().toArray());
        }
        int length = want(name);
        int entry = find(entries, directory, wanted, 0, length);
        return entry < 0 ? NONE : nodes.get(entry);
    }

    /// Sets the node of a name, and returns the one before; -1 if there was none.
    int put(int directory, Name name, int node) {
        int length = want(name);
        int entry = find(growing(index), directory, wanted, 0, length);
        return entry < 0 ? add(directory, text.add(wanted, 0, length), node) : replace(entry, node);
    }

    /// Like [#child], of the name that an entry of another directory has.
    int childLike(int directory, int other) {
        int entry = findLike(directory, other);
        return entry < 0 ? NONE : nodes.get(entry);
    }

    /// Like [#put], with the name that an entry of another directory has.
    void putLike(int directory, int other, int node) {
        int entry = findLike(directory, other);
        if (entry < 0) {
            add(directory, names.get(other), node);
        } else {
            nodes.set(entry, node);
        }
    }

    void remove(int directory, Name name) {
        int length = want(name);
        int entry = find(growing(index), directory, wanted, 0, length);
        if (entry >= 0) {
            nodes.set(entry, NONE);
        }
    }

    private int add(int directory, int namePosition, int node) {
        int entry = nodes.add(node);
        names.add(namePosition);
        growing(owners).add(directory);
        growing(next).add(heads.get(directory));
        heads.set(directory, entry);
        growing(index).add(hash(entry), entry);
        return NONE;
    }

    private int replace(int entry, int node) {
        int before = nodes.get(entry);
        nodes.set(entry, node);
        return before;
    }

    /// Writes a name as it is kept, with its length before it, and returns the length of both.
    private int want(Name name) {
        int length = name.bytes().length();
        wanted[0] = (byte) length;
        name.bytes().copyTo(wanted, 1);
        return 1 + length;
    }

    private int findLike(int directory, int other) {
        int position = names.get(other);
        byte[] page = text.page(position);
        int from = ByteColumn.offset(position);
        return find(growing(index), directory, page, from, from + 1 + (page[from] & 0xff));
    }

    private int find(HashIndex entries, int directory, byte[] name, int from, int to) {
        int hash = key.hash(directory, name, from, to);
        for (int slot = entries.first(hash); entries.at(slot) >= 0; slot = entries.next(slot)) {
            int entry = entries.at(slot);
            if (growing(owners).get(entry) == directory && isNamed(entry, name, from, to)) {
                return entry;
            }
        }
        return NONE;
    }

    private boolean isNamed(int entry, byte[] name, int from, int to) {
        int position = names.get(entry);
        byte[] page = text.page(position);
        int at = ByteColumn.offset(position);
        return page[at] == name[from]
                && Arrays.equals(page, at, at + 1 + (page[at] & 0xff), name, from, to);
    }

    private int hash(int entry) {
        int position = names.get(entry);
        byte[] page = text.page(position);
        int at = ByteColumn.offset(position);
        return key.hash(growing(owners).get(entry), page, at, at + 1 + (page[at] & 0xff));
    }

    private static <T> T growing(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException("directories: all were sorted");
        }
        return column;
    }

    /// Sorts a directory; then [#size] and [#entry] may be asked, and no longer [#first] and [#depth].
    void sort(int directory) {
        EntrySort entries = sort == null ? new EntrySort(text, names) : sort;
        sort = entries;
        entries.clear();
        for (int entry = first(directory); entry >= 0; entry = next(entry)) {
            if (nodes.get(entry) >= 0) {
                entries.add(entry);
            }
        }
        places.set(directory, order.size());
        heads.set(directory, entries.size());
        entries.sortInto(order);
    }

    /// Gives back what only growing needs, after all were sorted.
    void finish() {
        owners = null;
        next = null;
        index = null;
        sort = null;
    }

    /// The number of entries of a sorted directory.
    int size(int directory) {
        return heads.get(directory);
    }

    /// Returns an entry of a sorted directory.
    int entry(int directory, int position) {
        return order.get(places.get(directory) + position);
    }

    private int sortedChild(int directory, byte[] name) {
        int low = places.get(directory);
        int high = low + heads.get(directory) - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int entry = order.get(middle);
            int position = names.get(entry);
            byte[] page = text.page(position);
            int at = ByteColumn.offset(position) + 1;
            int end = at + (page[at - 1] & 0xff);
            int compared = Arrays.compareUnsigned(page, at, end, name, 0, name.length);
            if (compared == 0) {
                return nodes.get(entry);
            }
            low = compared < 0 ? middle + 1 : low;
            high = compared < 0 ? high : middle - 1;
        }
        return NONE;
    }
}
