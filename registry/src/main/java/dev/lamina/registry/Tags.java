package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.image.json.Json;
import dev.lamina.registry.auth.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/v2/NAME/tags/list`, page after page (distribution-spec 1.1, "Listing Tags").
final class Tags {

    private static final int PAGE = 1000;

    /// The largest repositories have some ten thousand tags.
    private static final int MAX_TAGS = 200_000;

    private static final int MAX_DOCUMENT = 4 << 20;

    /// The page after this one (RFC 8288).
    private static final Pattern NEXT =
            Pattern.compile("<([^>]*)>\\s*;.*\\brel=\"?next\"?.*", Pattern.CASE_INSENSITIVE);

    private final Exchange exchange;

    Tags(Exchange exchange) {
        this.exchange = exchange;
    }

    List<String> list(Endpoint endpoint, Reference repository) throws IOException {
        List<String> tags = new ArrayList<>();
        Optional<URI> page = Optional.of(endpoint.uri(repository, "tags/list?n=" + PAGE));
        while (page.isPresent()) {
            Call call = Call.get(page.get(), Scope.pull(endpoint.repository(repository)));
            HttpResponse<InputStream> response = exchange.send(endpoint, call);
            if (response.statusCode() == 404) {
                Responses.discard(response);
                throw new NotFoundException("repository", repository.familiarName());
            }
            if (response.statusCode() != 200) {
                throw Responses.failure(
                        response, call, "list tags of " + repository.familiarName());
            }
            Bytes document = Responses.body(response, MAX_DOCUMENT, call);
            List<String> more =
                    Json.parseObject(document, "tags of " + repository.familiarName())
                            .strings("tags");
            tags.addAll(more);
            page = more.isEmpty() ? Optional.empty() : next(endpoint, response);
            if (tags.size() > MAX_TAGS) {
                throw new RegistryException(
                        call.describe(), 200, "", "tags: expected at most " + MAX_TAGS);
            }
        }
        return List.copyOf(tags);
    }

    /// A link to another server is not followed.
    private static Optional<URI> next(Endpoint endpoint, HttpResponse<InputStream> response) {
        Matcher link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
        if (!link.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(response.uri().resolve(link.group(1))).filter(endpoint::serves);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
