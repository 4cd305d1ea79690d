package dev.lamina.hub.web;

import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.repository.SearchQuery;
import dev.lamina.hub.catalog.repository.SearchResult;
import dev.lamina.hub.web.frame.CardView;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Turn;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.hub.web.frame.Words;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The pages that show many repositories.
final class SearchPages {

    private static final int PAGE_SIZE = 25;
    private static final int HOME_SIZE = 12;

    private static final Map<SearchQuery.Order, String> ORDERS =
            Map.of(
                    SearchQuery.Order.RELEVANCE, "Relevance",
                    SearchQuery.Order.STARS, "Stars",
                    SearchQuery.Order.PULLS, "Pulls",
                    SearchQuery.Order.NEWEST, "Newest",
                    SearchQuery.Order.NAME, "Name");

    private SearchPages() {}

    static void home(Visitor visitor) throws IOException, HttpException {
        List<CardView> official = cards(visitor, true, SearchQuery.Order.PULLS);
        List<CardView> recent = cards(visitor, false, SearchQuery.Order.NEWEST);
        var page = HomePage.of(visitor.frame("Container images"), official, recent);
        visitor.show(HomePageRenderer.of().execute(page));
    }

    private static List<CardView> cards(
            Visitor visitor, boolean onlyOfficial, SearchQuery.Order order) throws IOException {
        var query =
                new SearchQuery(
                        "",
                        onlyOfficial,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        order,
                        0,
                        HOME_SIZE);
        return CardView.of(
                visitor.lists().search().find(query, visitor.sight()).cards(), visitor.now());
    }

    static void explore(Visitor visitor) throws IOException, HttpException {
        Search search = visitor.lists().search();
        int number = Turn.page(visitor.query("page"));
        boolean onlyOfficial = visitor.query("official").equals("1");
        SearchQuery.Order order = order(visitor.query("sort"));
        var query =
                new SearchQuery(
                        visitor.query("q"),
                        onlyOfficial,
                        Optional.empty(),
                        text(visitor.query("platform")),
                        text(visitor.query("category")),
                        order,
                        (number - 1) * PAGE_SIZE,
                        PAGE_SIZE);
        SearchResult result = search.find(query, visitor.sight());
        var page =
                new ExplorePage(
                        visitor.frame("Explore images"),
                        query.text().isBlank() ? "Explore" : "Images for “" + query.text() + "”",
                        onlyOfficial,
                        Choice.of(search.platforms(visitor.sight()), visitor.query("platform")),
                        Choice.of(search.categories(visitor.sight()), visitor.query("category")),
                        orders(order),
                        Words.counted(result.total(), "repositor", "y", "ies"),
                        CardView.of(result.cards(), visitor.now()),
                        result.total() == 0
                                && queries(visitor).values().stream().allMatch(String::isEmpty),
                        Turn.of(
                                "/explore",
                                queries(visitor),
                                number,
                                (long) number * PAGE_SIZE >= result.total()));
        visitor.show(ExplorePageRenderer.of().execute(page));
    }

    private static Optional<String> text(String query) {
        return query.isEmpty() ? Optional.empty() : Optional.of(query);
    }

    private static SearchQuery.Order order(String text) {
        for (SearchQuery.Order order : SearchQuery.Order.values()) {
            if (ORDERS.containsKey(order) && order.name().equals(text.toUpperCase(Locale.ROOT))) {
                return order;
            }
        }
        return SearchQuery.Order.RELEVANCE;
    }

    private static List<Choice> orders(SearchQuery.Order chosen) {
        return List.of(SearchQuery.Order.values()).stream()
                .filter(ORDERS::containsKey)
                .map(
                        order ->
                                new Choice(
                                        order.name().toLowerCase(Locale.ROOT),
                                        ORDERS.getOrDefault(order, order.name()),
                                        order == chosen))
                .toList();
    }

    private static Map<String, String> queries(Visitor visitor) throws HttpException {
        var queries = new HashMap<String, String>();
        for (String name : List.of("q", "official", "platform", "category", "sort")) {
            queries.put(name, visitor.query(name));
        }
        return queries;
    }
}
