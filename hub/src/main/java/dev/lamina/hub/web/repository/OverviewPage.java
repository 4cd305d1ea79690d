package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.repository.RepositoryCard;
import dev.lamina.hub.catalog.repository.RepositoryTexts;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Markdown;
import dev.lamina.hub.web.frame.Words;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a repository is about.
///
/// @param description HTML, made safe
/// @param describeLink for who may write one
/// @param newest      tags, the last moved first
@JStache(path = "repository")
record OverviewPage(
        Frame frame,
        TopView top,
        Optional<String> description,
        Optional<String> describeLink,
        String pullCommand,
        boolean hasNewest,
        List<NewTag> newest,
        String pulls,
        Optional<String> pushed,
        Optional<String> licence,
        Optional<String> source,
        boolean hasPlatforms,
        List<String> platforms,
        boolean hasCategories,
        List<String> categories) {

    private static final int MAX_NEWEST = 5;

    /// A tag that was moved lately.
    record NewTag(String name, String link, String ago) {}

    static void show(Place place) throws IOException, HttpException {
        RepositoryCard card = place.repository().card();
        RepositoryTexts texts = place.repository().texts();
        List<NewTag> newest = newest(place);
        var page =
                new OverviewPage(
                        place.frame(card.name().familiar()),
                        place.top(""),
                        Optional.of(texts.description())
                                .filter(text -> !text.isBlank())
                                .map(Markdown::render),
                        place.may(Right.ADMIN)
                                ? Optional.of(place.link("settings"))
                                : Optional.empty(),
                        place.pullCommand(pulled(place, newest)),
                        !newest.isEmpty(),
                        newest,
                        Words.exact(card.pullCount()),
                        card.lastPush().map(time -> Words.ago(time, place.visitor().now())),
                        texts.licence().map(Words::visible),
                        texts.link(),
                        !card.platforms().isEmpty(),
                        card.platforms(),
                        !card.categories().isEmpty(),
                        card.categories());
        place.visitor().show(OverviewPageRenderer.of().execute(page));
    }

    /// Clients take `latest` if no tag is given; without it, the one that moved last is shown.
    private static String pulled(Place place, List<NewTag> newest) throws IOException {
        boolean hasLatest = place.parts().tags().find(place.name(), "latest").isPresent();
        return hasLatest || newest.isEmpty() ? "" : ":" + newest.getFirst().name();
    }

    private static List<NewTag> newest(Place place) throws IOException {
        Instant now = place.visitor().now();
        return place.parts().tags().moves().newest(place.name(), MAX_NEWEST).stream()
                .map(
                        tag ->
                                new NewTag(
                                        tag.tag(),
                                        Links.tag(place.name(), tag.tag()),
                                        Words.ago(tag.move().change().at(), now)))
                .toList();
    }
}
