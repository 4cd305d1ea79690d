package dev.lamina.image.compact;

import java.util.ArrayList;
import java.util.List;

/// Runs of bytes, each found again by the number that adding it gave. A run lies in one page.
public final class ByteColumn {

    private static final int PAGE_BITS = 16;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int MAX_PAGES = 1 << Integer.SIZE - PAGE_BITS;

    private final List<byte[]> pages = new ArrayList<>();
    private int used = PAGE_SIZE;
    private long size;

    /// Returns the number of bytes of all runs together.
    public long size() {
        return size;
    }

    /// Copies a run from an array, and returns its number.
    ///
    /// @throws IllegalStateException if there are 4 GiB already; who adds has a limit below that
    public int add(byte[] array, int from, int to) {
        int length = to - from;
        if (pages.isEmpty() || length > pages.getLast().length - used || used >= PAGE_SIZE) {
            if (pages.size() == MAX_PAGES) {
                throw new IllegalStateException("expected at most 4 GiB of bytes");
            }
            // The first page of many small columns is not worth 64 KiB.
            int room = pages.isEmpty() ? PAGE_SIZE >> 4 : PAGE_SIZE;
            pages.add(new byte[Math.max(room, length)]);
            used = 0;
        }
        System.arraycopy(array, from, pages.getLast(), used, length);
        int position = pages.size() - 1 << PAGE_BITS | used;
        used += length;
        size += length;
        return position;
    }

    /// Returns the array in which a run lies; not to be changed.
    public byte[] page(int position) {
        return pages.get(position >>> PAGE_BITS);
    }

    /// Returns where in that array the run begins.
    public static int offset(int position) {
        return position & PAGE_SIZE - 1;
    }
}
