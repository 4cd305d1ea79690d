package dev.lamina.hub.web.repository;

import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.RepositoryCard;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Tile;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.hub.web.frame.Words;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The head of all pages about one repository.
///
/// @param initial    on its tile
/// @param tone       of its tile
/// @param starChange what the star's form does: `add` or `remove`
record TopView(
        String name,
        String link,
        String initial,
        int tone,
        boolean isOfficial,
        boolean isPrivate,
        boolean hasSummary,
        String summary,
        String stars,
        boolean canStar,
        String starChange,
        String starText,
        List<Tab> tabs) {

    /// A part of the repository.
    record Tab(String text, String link, boolean isCurrent) {}

    static TopView of(Visitor visitor, RepositoryCard card, String current) throws IOException {
        RepositoryName name = card.name();
        Tile tile = Tile.of(name);
        boolean isLoggedIn = visitor.account().isPresent();
        boolean isStarred = isLoggedIn && visitor.repositories().stars().has(name, visitor.name());
        return new TopView(
                name.familiar(),
                Links.repository(name),
                tile.initial(),
                tile.tone(),
                name.isOfficial(),
                !card.isPublic(),
                !card.summary().isBlank(),
                card.summary(),
                Words.count(card.starCount()),
                isLoggedIn,
                isStarred ? "remove" : "add",
                isStarred ? "★ Starred" : "☆ Star",
                tabs(visitor, name, current));
    }

    private static List<Tab> tabs(Visitor visitor, RepositoryName name, String current)
            throws IOException {
        var tabs = new ArrayList<Tab>();
        tabs.add(new Tab("Overview", Links.repository(name), current.isEmpty()));
        for (String part : List.of("Tags", "History")) {
            tabs.add(tab(name, part, current));
        }
        if (visitor.right(name).includes(Right.ADMIN)) {
            tabs.add(tab(name, "Settings", current));
        }
        return List.copyOf(tabs);
    }

    private static Tab tab(RepositoryName name, String text, String current) {
        String part = text.toLowerCase(Locale.ROOT);
        return new Tab(text, Links.part(name, part), current.equals(part));
    }
}
