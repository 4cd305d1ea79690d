package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.tag.NamedTagMove;
import dev.lamina.hub.catalog.tag.TagMove;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Digest;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// How the tags of a repository moved.
@JStache(path = "history")
record HistoryPage(Frame frame, TopView top, String tag, List<Move> moves, Optional<String> asOf) {

    private static final int MAX_MOVES = 200;

    /// One move.
    ///
    /// @param digest  what the tag names since; empty if it was deleted
    /// @param restore the digest that the visitor may move the tag back to
    record Move(
            String tag,
            String time,
            String shown,
            String by,
            Optional<String> digest,
            Optional<String> restore) {

        static Move of(NamedTagMove named, boolean canRestore) {
            Optional<String> digest = named.move().digest().map(Digest::toString);
            return new Move(
                    named.tag(),
                    named.move().change().at().toString(),
                    Words.date(named.move().change().at()),
                    named.move().change().by(),
                    digest,
                    canRestore ? digest : Optional.empty());
        }
    }

    static void show(Place place) throws IOException, HttpException {
        String tag = place.visitor().query("tag");
        boolean mayWrite = place.may(Right.WRITE);
        var page =
                new HistoryPage(
                        place.frame("History of " + place.name().familiar()),
                        place.top("history"),
                        tag,
                        moves(place, tag, mayWrite),
                        asOf(place, tag));
        place.visitor().show(HistoryPageRenderer.of().execute(page));
    }

    /// Returns what the tag named at a time that was asked for, as a reference to pull it by.
    private static Optional<String> asOf(Place place, String tag)
            throws IOException, HttpException {
        String at = place.visitor().query("at");
        if (tag.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        String service = place.frame("").service();
        Optional<Digest> digest =
                place.parts()
                        .tags()
                        .moves()
                        .at(place.name(), tag, time(at))
                        .flatMap(TagMove::digest);
        return Optional.of(
                digest.map(known -> service + "/" + place.name().familiar() + "@" + known)
                        .orElse("There was no tag " + tag + " then."));
    }

    /// Reads what a browser's field for a time sends, in UTC.
    private static Instant time(String text) throws HttpException {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new HttpException(400, "time: expected YYYY-MM-DDTHH:MM, got '" + text + "'");
        }
    }

    /// A tag is moved back only to where it is not, and only to manifests that are still there.
    private static List<Move> moves(Place place, String tag, boolean mayWrite) throws IOException {
        List<NamedTagMove> known =
                tag.isEmpty()
                        ? place.parts().tags().moves().of(place.name(), MAX_MOVES)
                        : place.parts().tags().moves().of(place.name(), tag, MAX_MOVES).stream()
                                .map(move -> new NamedTagMove(tag, move))
                                .toList();
        var present = new HashMap<String, Optional<Digest>>();
        var moves = new ArrayList<Move>();
        for (NamedTagMove move : known) {
            Optional<Digest> now = present.computeIfAbsent(move.tag(), _ -> move.move().digest());
            boolean isElsewhere = !now.equals(move.move().digest());
            moves.add(Move.of(move, mayWrite && isElsewhere && isThere(place, move)));
        }
        return moves;
    }

    private static boolean isThere(Place place, NamedTagMove move) throws IOException {
        Optional<Digest> digest = move.move().digest();
        return digest.isPresent()
                && place.parts()
                        .catalog()
                        .manifests()
                        .entry(place.name(), digest.get())
                        .isPresent();
    }
}
