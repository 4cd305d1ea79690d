package dev.lamina.hub.blob.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An object with some bytes of an upload. Its key says which, so that a list of keys is all that is
/// known of the upload.
record Piece(String key, long offset, long size) {

    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})-[0-9a-f]{16}");

    /// Returns a new piece. Two processes that write at the same place write two objects.
    static Piece create(Keys keys, UUID id, long offset, long size) {
        String name =
                "%016x-%016x-%016x"
                        .formatted(offset, size, UUID.randomUUID().getMostSignificantBits());
        return new Piece(keys.upload(id) + name, offset, size);
    }

    /// Returns the pieces that follow one another from the beginning. Where two begin at the same
    /// place, the first by its key counts; others are left over.
    ///
    /// @param sorted the keys of an upload, in their order
    static List<Piece> chain(List<String> sorted) {
        var chain = new ArrayList<Piece>();
        long end = 0;
        for (String key : sorted) {
            Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
            if (name.matches() && Long.parseUnsignedLong(name.group(1), 16) == end) {
                long size = Long.parseUnsignedLong(name.group(2), 16);
                if (size > 0) {
                    chain.add(new Piece(key, end, size));
                    end += size;
                }
            }
        }
        return chain;
    }

    /// Returns the keys of the pieces that begin at `offset` or behind it, also of those that are left
    /// over: one would take the place of a piece that is removed.
    static List<String> from(List<String> sorted, long offset) {
        return sorted.stream()
                .filter(
                        key -> {
                            Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
                            return name.matches()
                                    && Long.parseUnsignedLong(name.group(1), 16) >= offset;
                        })
                .toList();
    }

    /// Returns the size of the upload that a chain is.
    static long size(List<Piece> chain) {
        return chain.isEmpty() ? 0 : chain.getLast().offset() + chain.getLast().size();
    }
}
