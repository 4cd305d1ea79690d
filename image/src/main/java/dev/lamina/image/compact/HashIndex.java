package dev.lamina.image.compact;

/// Finds records by their hash. The records are their owner's, by number; here are four to eight bytes
/// for each.
///
///     for (int slot = index.first(hash); index.at(slot) >= 0; slot = index.next(slot)) {
///         if (isWanted(index.at(slot))) {
///             return index.at(slot);
///         }
///     }
public final class HashIndex {

    private static final int FIRST_SIZE = 1 << 8;

    private final Hashes hashes;

    /// Record numbers and one, by hash; zero is free. At most three quarters are in use.
    private int[] slots = new int[FIRST_SIZE];

    private int size;

    /// Creates an index.
    ///
    /// @param hashes asked again when the index grows
    public HashIndex(Hashes hashes) {
        this.hashes = hashes;
    }

    /// Knows the hash of each record.
    @FunctionalInterface
    public interface Hashes {
        int of(int row);
    }

    /// Returns the slot where a search begins.
    public int first(int hash) {
        return spread(hash) & slots.length - 1;
    }

    /// Returns the record of a slot; -1 ends a search.
    public int at(int slot) {
        return slots[slot] - 1;
    }

    /// Returns the slot where a search goes on.
    public int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /// Adds a record that is not there.
    public void add(int hash, int row) {
        if (size >= slots.length - slots.length / 4) {
            grow();
        }
        put(hash, row);
        size++;
    }

    private void put(int hash, int row) {
        int slot = first(hash);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = row + 1;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[Math.multiplyExact(2, old.length)];
        for (int value : old) {
            if (value != 0) {
                put(hashes.of(value - 1), value - 1);
            }
        }
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }
}
