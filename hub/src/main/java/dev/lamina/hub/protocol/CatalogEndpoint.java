package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v2/_catalog`: the names of all repositories that the asker can see, with their accounts. Not of
/// distribution-spec 1.1 but of the distribution registry, "Listing Repositories".
final class CatalogEndpoint {

    private static final String PATH = "/v2/_catalog";

    private final Search search;
    private final Access access;

    CatalogEndpoint(Search search, Access access) {
        this.search = search;
        this.access = access;
    }

    void handle(Exchange exchange) throws ProtocolException, HttpException, IOException {
        DistributionProtocol.requireGet(exchange);
        Sight sight = access.sight(exchange);
        int size = PageSize.of(exchange, Limits.MAX_REPOSITORIES);
        // One more than asked for tells whether there is a next page.
        List<String> found =
                search.names(sight, exchange.query("last"), size + 1).stream()
                        .map(RepositoryName::path)
                        .toList();
        List<String> page = found.subList(0, Math.min(size, found.size()));
        if (found.size() > size && size > 0) {
            exchange.with("Link", PageSize.link(PATH, size, page.getLast(), Optional.empty()));
        }
        Bytes body = Json.write(Map.of("repositories", page));
        exchange.with("Content-Type", "application/json").send(200, body);
    }
}
