package dev.lamina.image.compact;

import java.util.Arrays;

/// A column of long integers. It grows by pages, so nothing is ever copied and little is left over.
public final class LongColumn {

    private static final int PAGE_BITS = 12;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    private long[][] pages = new long[1][];
    private int size;

    /// Returns the number of rows.
    public int size() {
        return size;
    }

    /// Adds a row, and returns its number.
    public int add(long value) {
        int row = size;
        int page = row >>> PAGE_BITS;
        if ((row & PAGE_SIZE - 1) == 0) {
            if (page == pages.length) {
                pages = Arrays.copyOf(pages, 2 * page);
            }
            pages[page] = new long[PAGE_SIZE];
        }
        pages[page][row & PAGE_SIZE - 1] = value;
        size = row + 1;
        return row;
    }

    /// Returns the value of a row that was added.
    public long get(int row) {
        return pages[row >>> PAGE_BITS][row & PAGE_SIZE - 1];
    }

    /// Changes a row that was added.
    public void set(int row, long value) {
        pages[row >>> PAGE_BITS][row & PAGE_SIZE - 1] = value;
    }
}
