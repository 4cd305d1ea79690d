package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.tag.PlatformImage;
import dev.lamina.hub.catalog.tag.TagPage;
import dev.lamina.hub.catalog.tag.TagRow;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Turn;
import dev.lamina.hub.web.frame.Words;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tags of a repository.
///
/// @param isEmpty whether it has no tags at all
@JStache(path = "tags")
record TagsPage(
        Frame frame,
        TopView top,
        String text,
        String count,
        boolean canDelete,
        boolean hasRows,
        boolean isEmpty,
        String pushCommand,
        List<Row> rows,
        Turn turn) {

    private static final int PAGE_SIZE = 50;

    /// One tag.
    record Row(
            String name,
            String link,
            boolean isImmutable,
            boolean hasAliases,
            List<Alias> aliases,
            List<Image> images,
            String digest,
            String shortDigest,
            String time,
            String ago,
            String by,
            String pullCommand) {

        static Row of(RepositoryName repository, TagRow row, Instant now, String pullCommand) {
            return new Row(
                    row.name(),
                    Links.tag(repository, row.name()),
                    row.isImmutable(),
                    !row.aliases().isEmpty(),
                    row.aliases().stream()
                            .map(alias -> new Alias(alias, Links.tag(repository, alias)))
                            .toList(),
                    row.images().stream().map(image -> Image.of(repository, image)).toList(),
                    row.digest().toString(),
                    Words.shortened(row.digest()),
                    row.moved().at().toString(),
                    Words.ago(row.moved().at(), now),
                    row.moved().by(),
                    pullCommand);
        }
    }

    /// Another tag of the same digest.
    record Alias(String name, String link) {}

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
        var rows = new ArrayList<Row>();
        for (TagRow row : found.tags()) {
            rows.add(Row.of(name, row, now, place.pullCommand(":" + row.name())));
        }
        var page =
                new TagsPage(
                        place.frame("Tags of " + name.familiar()),
                        place.top("tags"),
                        text,
                        Words.counted(found.total(), "tag"),
                        place.may(Right.ADMIN),
                        !rows.isEmpty(),
                        text.isEmpty(),
                        place.pullCommand(":TAG").replace(" pull ", " push "),
                        rows,
                        Turn.of(
                                place.link("tags"),
                                Map.of("text", text),
                                number,
                                (long) number * PAGE_SIZE >= found.total()));
        place.visitor().show(TagsPageRenderer.of().execute(page));
    }
}
