package dev.lamina.registry;

import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.image.json.Json;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/v2/NAME/tags/list`, page after page (distribution-spec 1.1, "Listing Tags").
final class Tags {

    private static final int PAGE = 1000;

    /// The largest repositories have some ten thousand tags, and some registries send fifty a page.
    private static final int MAX_PAGES = 2000;

    private static final int MAX_TAGS = 200_000;

    private static final int MAX_DOCUMENT = 4 << 20;

    private final Exchange exchange;

    Tags(Exchange exchange) {
        this.exchange = exchange;
    }

    List<String> list(Endpoint endpoint, Reference repository) throws IOException {
        try {
            return list(endpoint, repository, endpoint.uri(repository, "tags/list?n=" + PAGE));
        } catch (RegistryException e) {
            if (e.status() != 400) {
                throw e;
            }
            // Some allow fewer tags on a page, and refuse where others send what they like.
            return list(endpoint, repository, endpoint.uri(repository, "tags/list"));
        }
    }

    private List<String> list(Endpoint endpoint, Reference repository, URI first)
            throws IOException {
        List<String> tags = new ArrayList<>();
        Set<URI> pages = new HashSet<>();
        Optional<URI> page = Optional.of(first);
        while (page.isPresent()) {
            Call call = Call.get(page.get(), Scope.pull(endpoint.repository(repository)));
            if (!pages.add(page.get())) {
                throw fault(call, "tags, header Link: expected a new page, got one again");
            }
            Answer response = page(endpoint, repository, call, tags);
            page = next(endpoint, response, call);
            if (tags.size() > MAX_TAGS || pages.size() >= MAX_PAGES) {
                throw fault(
                        call,
                        "tags: expected at most "
                                + MAX_TAGS
                                + " on "
                                + MAX_PAGES
                                + " pages, got more");
            }
        }
        return List.copyOf(tags);
    }

    private Answer page(Endpoint endpoint, Reference repository, Call call, List<String> tags)
            throws IOException {
        Exchange.Document document = exchange.fetch(endpoint, call, MAX_DOCUMENT);
        Answer response = document.response();
        if (response.status() == 404) {
            Responses.discard(response);
            throw new NotFoundException("repository", repository.familiarName());
        }
        if (!Responses.isSuccess(response)) {
            throw Responses.failure(response, call, "list tags of " + repository.familiarName());
        }
        String source = "tags of " + repository.familiarName();
        tags.addAll(Json.parseObject(document.bytes(), source).strings("tags"));
        return response;
    }

    /// Returns the page that a link names, at the server that was asked: registries behind proxies
    /// get scheme and host wrong.
    private static Optional<URI> next(Endpoint endpoint, Answer response, Call call)
            throws RegistryException {
        Optional<String> link = LinkHeader.target(response.headers("Link"), "next");
        if (link.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = Redirect.resolve(call.uri(), link.get());
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return Optional.of(endpoint.ping().resolve(uri.getRawPath() + query));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw fault(call, "tags, header Link: expected a URI, got something else");
        }
    }

    private static RegistryException fault(Call call, String fault) {
        return new RegistryException(call.describe(), 200, "", fault);
    }
}
