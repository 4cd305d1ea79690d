package dev.lamina.image.tree;

import dev.lamina.image.compact.ByteColumn;
import dev.lamina.image.compact.IntColumn;

import java.util.Arrays;

/// Sorts the entries of one directory by name: a merge sort over numbers, which takes one pass where they
/// are in order already, as most tars have them.
final class EntrySort {

    private static final int FIRST_SIZE = 64;

    private final ByteColumn text;
    private final IntColumn names;
    private int[] entries = new int[FIRST_SIZE];
    private int[] scratch = new int[0];
    private int size;

    EntrySort(ByteColumn text, IntColumn names) {
        this.text = text;
        this.names = names;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(int entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = entry;
    }

    /// Adds the entries to a column, sorted. They were added from the newest to the oldest.
    void sortInto(IntColumn order) {
        for (int low = 0, high = size - 1; low < high; low++, high--) {
            int entry = entries[low];
            entries[low] = entries[high];
            entries[high] = entry;
        }
        if (scratch.length < size) {
            scratch = new int[entries.length];
        }
        for (int width = 1; width < size; width *= 2) {
            for (int from = 0; from + width < size; from += 2 * width) {
                merge(from, from + width, Math.min(from + 2 * width, size));
            }
        }
        for (int i = 0; i < size; i++) {
            order.add(entries[i]);
        }
        if (size > FIRST_SIZE << 10) {
            entries = new int[FIRST_SIZE];
            scratch = new int[0];
        }
    }

    private void merge(int from, int middle, int to) {
        if (compare(entries[middle - 1], entries[middle]) <= 0) {
            return;
        }
        System.arraycopy(entries, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        int at = from;
        while (left < middle && right < to) {
            entries[at++] =
                    compare(scratch[left], entries[right]) <= 0
                            ? scratch[left++]
                            : entries[right++];
        }
        System.arraycopy(scratch, left, entries, at, middle - left);
    }

    private int compare(int one, int other) {
        int position = names.get(one);
        int otherPosition = names.get(other);
        byte[] page = text.page(position);
        byte[] otherPage = text.page(otherPosition);
        int at = ByteColumn.offset(position) + 1;
        int otherAt = ByteColumn.offset(otherPosition) + 1;
        return Arrays.compareUnsigned(
                page,
                at,
                at + (page[at - 1] & 0xff),
                otherPage,
                otherAt,
                otherAt + (otherPage[otherAt - 1] & 0xff));
    }
}
