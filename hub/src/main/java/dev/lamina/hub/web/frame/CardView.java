package dev.lamina.hub.web.frame;

import dev.lamina.hub.shelf.RepositoryCard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A repository in a list.
public record CardView(
        String name,
        String link,
        boolean isOfficial,
        boolean isPrivate,
        String summary,
        String stars,
        String pulls,
        String pullsExact,
        Optional<String> pushed,
        List<String> platforms,
        List<String> categories) {

    public static CardView of(RepositoryCard card, Instant now) {
        return new CardView(
                card.name().familiar(),
                Links.repository(card.name()),
                card.name().isOfficial(),
                !card.isPublic(),
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
