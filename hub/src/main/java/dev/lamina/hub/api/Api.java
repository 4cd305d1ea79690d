package dev.lamina.hub.api;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.http.HttpHandler;
import dev.lamina.hub.access.BadCredentialsException;
import dev.lamina.hub.account.BusyException;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.hub.catalog.ReservedNameException;
import dev.lamina.hub.catalog.tag.ImmutableTagException;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Answers the requests of the API.
public final class Api implements HttpHandler {

    private static final String DOCUMENT = "/api/openapi.json";

    private static final String PAGE = "/api/reference.md";

    /// What the distribution protocol asks of the official images of these names.
    private static final Pattern OF_REPOSITORY =
            Pattern.compile("/v2/(?:users|search)/(?:manifests|blobs|tags|referrers)/.+");

    /// What the distribution protocol asks of a repository has more parts.
    private static final Pattern OF_TOKENS = Pattern.compile("/v2/access-tokens(?:/[^/]*)?/?");

    private final ApiParts parts;

    public Api(ApiParts parts) {
        this.parts = parts;
    }

    /// Tells whether a path belongs to the API, and not to the distribution protocol or the pages.
    public static boolean isPath(String path) {
        return path.startsWith("/v2/repositories/")
                || path.equals("/v2/repositories")
                || path.startsWith("/v2/users/") && !OF_REPOSITORY.matcher(path).matches()
                || OF_TOKENS.matcher(path).matches()
                || path.startsWith("/v2/search/") && !OF_REPOSITORY.matcher(path).matches()
                || path.equals("/api")
                || path.startsWith("/api/");
    }

    /// Returns the body of an error.
    public static Bytes error(String text) {
        return Json.write(Answers.ERROR.document(text));
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        try {
            answer(exchange);
        } catch (ApiException e) {
            refuse(exchange, e.status(), String.valueOf(e.getMessage()));
        } catch (HttpException e) {
            refuse(exchange, e.status(), String.valueOf(e.getMessage()));
        } catch (BadCredentialsException e) {
            refuse(exchange, 401, String.valueOf(e.getMessage()));
        } catch (TryLaterException e) {
            exchange.with("Retry-After", Long.toString(e.retryAfter().toSeconds() + 1));
            refuse(
                    exchange,
                    e instanceof BusyException ? 503 : 429,
                    String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            refuse(exchange, 422, String.valueOf(e.getMessage()));
        } catch (ImageFormatException | ReservedNameException e) {
            refuse(exchange, 400, String.valueOf(e.getMessage()));
        } catch (ImmutableTagException e) {
            refuse(exchange, 409, String.valueOf(e.getMessage()));
        }
    }

    private void answer(Exchange exchange) throws Exception {
        String path = exchange.path();
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.equals(DOCUMENT)) {
            Bytes document = Json.writePretty(OpenApi.document(), "  ");
            describe(exchange, "application/json", document);
            return;
        }
        if (path.equals(PAGE)) {
            describe(exchange, "text/markdown; charset=utf-8", Bytes.utf8(ApiPage.text()));
            return;
        }
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        var known = new TreeSet<String>();
        for (ApiRoute route : ApiRoutes.ALL) {
            Optional<Map<String, String>> names = route.match(path);
            if (names.isPresent() && route.method().equals(method)) {
                answer(route, new ApiRequest(parts, exchange, caller(exchange), names.get()));
                return;
            }
            names.ifPresent(_ -> known.add(route.method()));
        }
        if (known.isEmpty()) {
            throw ApiRequest.notFound();
        }
        throw unsupported(exchange, known);
    }

    /// Answers that read are made by threads that compute. The others read a body first, which may come
    /// slowly.
    private void answer(ApiRoute route, ApiRequest request) throws Exception {
        if (route.method().equals("GET")) {
            parts.lanes()
                    .pages()
                    .run(
                            request.caller().client(request.exchange().client()),
                            () -> {
                                route.action().answer(request);
                                return true;
                            });
        } else {
            route.action().answer(request);
        }
        request.exchange().sendPlanned();
    }

    /// Answers with what the API is.
    private static void describe(Exchange exchange, String type, Bytes text)
            throws ApiException, IOException {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            throw unsupported(exchange, Set.of("GET"));
        }
        exchange.with("Content-Type", type).send(200, text);
    }

    private static ApiException unsupported(Exchange exchange, Set<String> known) {
        exchange.with("Allow", String.join(", ", known));
        return new ApiException(405, "method: expected " + String.join(" or ", known));
    }

    /// Who asks: by name and password, by an access token, or by what a login has given.
    private Caller caller(Exchange exchange) throws BadCredentialsException, IOException {
        return parts.authentication().apiCaller(exchange);
    }

    private static void refuse(Exchange exchange, int status, String text) throws IOException {
        exchange.with("Content-Type", "application/json").send(status, error(text));
    }
}
