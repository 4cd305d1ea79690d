package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/v2/NAME/blobs/DIGEST` (distribution-spec 1.1).
final class Blobs {

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(?:\\*|[0-9]{1,18})");

    private final Exchange exchange;

    Blobs(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Opens a blob's bytes from `offset` on, as this server sends them: they may be too few, too
    /// many or wrong.
    InputStream open(Endpoint endpoint, Reference repository, Descriptor blob, long offset)
            throws IOException {
        Call call = call("GET", endpoint, repository, blob.digest());
        if (offset > 0) {
            call = call.withHeader("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        return switch (response.statusCode()) {
            case 200 -> skip(response, offset, call);
            case 206 -> checkRange(response, offset, call);
            case 404 -> {
                Responses.discard(response);
                throw new NotFoundException("blob", blob.digest().toString());
            }
            default -> throw Responses.failure(response, call, "pull " + repository.familiarName());
        };
    }

    boolean exists(Endpoint endpoint, Reference repository, Digest digest) throws IOException {
        Call call =
                Call.head(
                        endpoint.uri(repository, "blobs/" + digest),
                        Scope.push(endpoint.repository(repository)));
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        if (response.statusCode() == 200 || response.statusCode() == 404) {
            Responses.discard(response);
            return response.statusCode() == 200;
        }
        throw Responses.failure(response, call, "push to " + repository.familiarName());
    }

    private static Call call(
            String method, Endpoint endpoint, Reference repository, Digest digest) {
        return Call.of(
                method,
                endpoint.uri(repository, "blobs/" + digest),
                Scope.pull(endpoint.repository(repository)),
                true);
    }

    /// A server that knows no ranges sends all from the start.
    private static InputStream skip(HttpResponse<InputStream> response, long offset, Call call)
            throws IOException {
        InputStream body = response.body();
        try {
            body.skipNBytes(offset);
            return body;
        } catch (IOException e) {
            body.close();
            throw new RegistryException(
                    call.describe(),
                    200,
                    "",
                    "ended before byte " + offset + ": " + e.getMessage());
        }
    }

    private static InputStream checkRange(
            HttpResponse<InputStream> response, long offset, Call call) throws IOException {
        String range = response.headers().firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != offset) {
            response.body().close();
            throw new RegistryException(
                    call.describe(),
                    206,
                    "",
                    "Content-Range: expected bytes from " + offset + " on, got '" + range + "'");
        }
        return response.body();
    }
}
