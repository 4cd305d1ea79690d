package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.repository.RepositoryCard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A repository in a list.
///
/// @param initial on its tile
/// @param tone    of its tile
public record CardView(
        String name,
        String link,
        String initial,
        int tone,
        boolean isOfficial,
        boolean isPrivate,
        boolean hasSummary,
        String summary,
        String stars,
        String pulls,
        String pullsExact,
        Optional<String> pushed,
        List<String> platforms,
        List<String> categories) {

    public static CardView of(RepositoryCard card, Instant now) {
        Tile tile = Tile.of(card.name());
        return new CardView(
                card.name().familiar(),
                Links.repository(card.name()),
                tile.initial(),
                tile.tone(),
                card.name().isOfficial(),
                !card.isPublic(),
                !card.summary().isBlank(),
                card.summary(),
                Words.count(card.starCount()),
                Words.count(card.pullCount()),
                String.format(Locale.ROOT, "%,d", card.pullCount()),
                card.lastPush().map(time -> "pushed " + Words.ago(time, now)),
                card.platforms(),
                card.categories());
    }

    public static List<CardView> of(List<RepositoryCard> cards, Instant now) {
        return cards.stream().map(card -> of(card, now)).toList();
    }
}
