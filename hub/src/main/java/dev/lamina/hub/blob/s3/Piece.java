package dev.lamina.hub.blob.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
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

    /// Reads a key back; empty if it is not one of a piece with bytes.
    private static Optional<Piece> parse(String key) {
        Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
        if (!name.matches()) {
            return Optional.empty();
        }
        long offset = Long.parseUnsignedLong(name.group(1), 16);
        long size = Long.parseUnsignedLong(name.group(2), 16);
        return offset >= 0 && size > 0 && offset <= Long.MAX_VALUE - size
                ? Optional.of(new Piece(key, offset, size))
                : Optional.empty();
    }

    /// Returns the pieces that follow one another from the beginning to the furthest end. Where two
    /// ways lead there, the first piece by its key counts; others are left over.
    ///
    /// A piece can come late, from a process that has not noticed that its client went on with
    /// another: it must not take the place of those that others have built on since.
    ///
    /// @param sorted the keys of an upload, in their order
    static List<Piece> chain(List<String> sorted) {
        var best = new HashMap<Long, Piece>();
        var ends = new HashMap<Long, Long>();
        for (String key : sorted.reversed()) {
            Optional<Piece> piece = parse(key);
            if (piece.isPresent()) {
                long offset = piece.get().offset();
                long end = ends.getOrDefault(piece.get().end(), piece.get().end());
                if (end >= ends.getOrDefault(offset, 0L)) {
                    best.put(offset, piece.get());
                    ends.put(offset, end);
                }
            }
        }
        var chain = new ArrayList<Piece>();
        Piece next = best.get(0L);
        while (next != null) {
            chain.add(next);
            next = best.get(next.end());
        }
        return chain;
    }

    /// Returns the keys of the pieces that end behind `offset`, also of those that are left over: one
    /// would take the place of a piece that is removed.
    static List<String> beyond(List<String> sorted, long offset) {
        return sorted.stream()
                .filter(key -> parse(key).filter(piece -> piece.end() > offset).isPresent())
                .toList();
    }

    private long end() {
        return offset + size;
    }

    /// Returns the size of the upload that a chain is.
    static long size(List<Piece> chain) {
        return chain.isEmpty() ? 0 : chain.getLast().end();
    }
}
