package dev.lamina.hub.web.account;

import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.tag.Activity;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Digest;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened in the repositories that somebody sees.
@JStache(path = "activity")
record ActivityPage(Frame frame, List<Event> events) {

    private static final int MAX_EVENTS = 100;

    /// A tag that moved.
    record Event(
            String repository,
            String link,
            String tag,
            Optional<String> digest,
            String by,
            String time,
            String ago) {

        static Event of(Activity.Move move, Instant now) {
            RepositoryName name = move.repository();
            return new Event(
                    name.familiar(),
                    Links.repository(name),
                    move.tag(),
                    move.move().digest().map((Digest digest) -> Words.shortened(digest)),
                    move.move().change().by(),
                    move.move().change().at().toString(),
                    Words.ago(move.move().change().at(), now));
        }
    }

    static void show(Visitor visitor) throws IOException, HttpException {
        Instant now = visitor.now();
        List<Event> events =
                visitor.lists().activity().latest(visitor.sight(), MAX_EVENTS).stream()
                        .map(move -> Event.of(move, now))
                        .toList();
        var page = new ActivityPage(visitor.frame("Activity"), events);
        visitor.show(ActivityPageRenderer.of().execute(page));
    }
}
