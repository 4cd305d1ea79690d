package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// `/v2/NAME/tags/list`: distribution-spec 1.1, "Listing Tags".
final class TagsEndpoint {

    private final Catalog catalog;
    private final Access access;

    TagsEndpoint(Catalog catalog, Access access) {
        this.catalog = catalog;
        this.access = access;
    }

    void handle(Exchange exchange, Route.ToTags route)
            throws ProtocolException, HttpException, IOException {
        DistributionProtocol.requireGet(exchange);
        RepositoryName repository = route.name().repository();
        access.check(exchange, repository, Access.Action.PULL);
        int size = PageSize.of(exchange, Limits.MAX_TAGS);
        // One more than asked for tells whether there is a next page.
        List<String> found =
                catalog.tags()
                        .list(repository, exchange.query("last"), size + 1)
                        .orElseThrow(() -> unknown(repository));
        List<String> page = found.subList(0, Math.min(size, found.size()));
        if (found.size() > size && size > 0) {
            String path = route.name().path("tags/list");
            exchange.with("Link", PageSize.link(path, size, page.getLast(), Optional.empty()));
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", route.name().spelled());
        body.put("tags", page);
        exchange.with("Content-Type", "application/json").send(200, Json.write(body));
    }

    private static ProtocolException unknown(RepositoryName repository) {
        return new ProtocolException(
                ErrorCode.NAME_UNKNOWN, "no such repository: " + repository.familiar());
    }
}
