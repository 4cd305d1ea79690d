package dev.lamina.hub.web.repository;

import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.shelf.PlatformImage;
import dev.lamina.hub.shelf.TagPage;
import dev.lamina.hub.shelf.TagRow;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Turn;
import dev.lamina.hub.web.frame.Words;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The tags of a repository.
@JStache(path = "tags")
record TagsPage(
        Frame frame,
        TopView top,
        String text,
        String count,
        boolean canDelete,
        List<Row> rows,
        Turn turn) {

    private static final int PAGE_SIZE = 50;

    /// One tag.
    record Row(
            String name,
            String link,
            boolean isImmutable,
            boolean hasAliases,
            String aliases,
            List<Image> images,
            String digest,
            String shortDigest,
            String time,
            String ago,
            String by) {

        static Row of(RepositoryName repository, TagRow row, Instant now) {
            return new Row(
                    row.name(),
                    Links.tag(repository, row.name()),
                    row.isImmutable(),
                    !row.aliases().isEmpty(),
                    String.join(", ", row.aliases()),
                    row.images().stream().map(image -> Image.of(repository, image)).toList(),
                    row.digest().toString(),
                    Words.shortened(row.digest()),
                    row.moved().at().toString(),
                    Words.ago(row.moved().at(), now),
                    row.moved().by());
        }
    }

    /// An image of a tag, for one platform.
    record Image(String platform, String link, String size) {

        static Image of(RepositoryName repository, PlatformImage image) {
            return new Image(
                    image.platform(),
                    Links.image(repository, image.digest()),
                    Words.size(image.size()));
        }
    }

    static void show(Place place) throws IOException, HttpException {
        RepositoryName name = place.name();
        String text = place.visitor().query("text");
        int number = Turn.page(place.visitor().query("page"));
        TagPage found = place.parts().tags().page(name, text, (number - 1) * PAGE_SIZE, PAGE_SIZE);
        Instant now = place.visitor().now();
        var page =
                new TagsPage(
                        place.frame("Tags of " + name.familiar()),
                        place.top("tags"),
                        text,
                        Words.counted(found.total(), "tag"),
                        place.may(Right.ADMIN),
                        found.tags().stream().map(row -> Row.of(name, row, now)).toList(),
                        Turn.of(
                                place.link("tags"),
                                Map.of("text", text),
                                number,
                                (long) number * PAGE_SIZE >= found.total()));
        place.visitor().show(TagsPageRenderer.of().execute(page));
    }
}
