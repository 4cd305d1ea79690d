package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.repository.RepositoryCard;
import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.repository.SearchQuery;
import dev.lamina.hub.catalog.repository.SearchResult;
import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.hub.work.Workers;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/v1/search`, which `docker search HOST/TERM` and `podman search` ask, and `/v1/_ping`, which a
/// Docker daemon asks before it. Docker Hub's search answers in the same form; nothing else of
/// version 1 of the protocol is left.
final class SearchEndpoint {

    /// What Docker asks for if its user does not say.
    private static final int USUAL_LIMIT = 25;

    private final Search search;
    private final Access access;
    private final Workers workers;

    /// @param workers who search
    SearchEndpoint(Search search, Access access, Workers workers) {
        this.workers = workers;
        this.search = search;
        this.access = access;
    }

    /// Says that this registry stands alone: credentials come with each request.
    void ping(Exchange exchange) throws ProtocolException, IOException {
        DistributionProtocol.requireGet(exchange);
        exchange.with("X-Docker-Registry-Standalone", "true")
                .with("Content-Type", "application/json")
                .send(200, Json.write(Map.of("standalone", true)));
    }

    void handle(Exchange exchange) throws ProtocolException, HttpException, IOException {
        DistributionProtocol.requireGet(exchange);
        String text = exchange.query("q").orElse("");
        int limit =
                exchange.query("n").isPresent()
                        ? Math.max(1, PageSize.of(exchange, SearchQuery.MAX_LIMIT))
                        : USUAL_LIMIT;
        Sight sight = access.sight(exchange);
        SearchResult found =
                workers.run(
                        exchange.client(), () -> search.find(SearchQuery.of(text, limit), sight));
        List<Map<String, @Nullable Object>> rows =
                found.cards().stream().map(SearchEndpoint::row).toList();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("num_results", found.total());
        body.put("query", text);
        body.put("results", rows);
        Bytes document = Json.write(body);
        exchange.with("Content-Type", "application/json").send(200, document);
    }

    private static Map<String, @Nullable Object> row(RepositoryCard card) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("name", card.name().familiar());
        row.put("description", card.summary());
        row.put("star_count", card.starCount());
        row.put("is_official", card.name().isOfficial());
        row.put("is_automated", false);
        row.put("is_trusted", false);
        return row;
    }
}
