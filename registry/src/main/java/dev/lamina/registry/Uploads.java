package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/v2/NAME/blobs/uploads/` and what follows it (distribution-spec 1.1, "Pushing Blobs"): single
/// requests; [BlobUpload] makes an upload of them.
final class Uploads {

    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    private final Exchange exchange;

    Uploads(Exchange exchange) {
        this.exchange = exchange;
    }

    /// How much of an upload a registry has, and where to go on.
    record Progress(long received, URI location) {}

    /// Asks the registry to take a blob from another of its repositories.
    ///
    /// @return whether it did
    boolean mount(Endpoint endpoint, Reference repository, Digest digest, Reference from)
            throws IOException {
        String name = endpoint.repository(from);
        URI uri = endpoint.uri(repository, "blobs/uploads/?mount=" + digest + "&from=" + name);
        Scope scope = Scope.mount(endpoint.repository(repository), name);
        Call call = Call.of("POST", uri, scope);
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        Responses.discard(response);
        if (response.statusCode() == 202) {
            cancel(endpoint, repository, location(response, call));
        }
        // A registry may refuse, in whatever way; then the blob is sent.
        return response.statusCode() == 201;
    }

    /// Starts an upload.
    ///
    /// @return where its bytes go
    URI start(Endpoint endpoint, Reference repository) throws IOException {
        URI uri = endpoint.uri(repository, "blobs/uploads/");
        return accepted(endpoint, repository, Call.of("POST", uri, scope(endpoint, repository)));
    }

    /// Appends bytes to an upload.
    ///
    /// @return where the next request goes
    URI append(Endpoint endpoint, Reference repository, URI location, long offset, BlobBody body)
            throws IOException {
        Call call =
                Call.of("PATCH", location, scope(endpoint, repository))
                        .withHeader("Content-Type", "application/octet-stream")
                        .withHeader("Content-Range", offset + "-" + (body.size() - 1))
                        .withContent(body)
                        .once();
        return accepted(endpoint, repository, call);
    }

    /// Ends an upload with its last bytes, which may be all or none.
    void finish(
            Endpoint endpoint,
            Reference repository,
            URI location,
            Descriptor blob,
            Optional<BlobBody> body)
            throws IOException {
        Call call =
                Call.of("PUT", withDigest(location, blob.digest()), scope(endpoint, repository))
                        .once();
        if (body.isPresent()) {
            call =
                    call.withHeader("Content-Type", "application/octet-stream")
                            .withContent(body.get());
        }
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        if (response.statusCode() != 201) {
            throw Responses.failure(response, call, "push to " + repository.familiarName());
        }
        Responses.discard(response);
    }

    /// Asks how far an upload got; absent if the registry does not know it, or does not say.
    Optional<Progress> ask(Endpoint endpoint, Reference repository, URI location)
            throws IOException {
        Call call = Call.get(location, scope(endpoint, repository));
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        Responses.discard(response);
        Matcher range = RANGE.matcher(response.headers().firstValue("Range").orElse(""));
        if (response.statusCode() != 204 || !range.matches()) {
            return Optional.empty();
        }
        URI next = Redirect.location(response, call).orElse(location);
        return Optional.of(new Progress(Long.parseLong(range.group(1)) + 1, next));
    }

    private void cancel(Endpoint endpoint, Reference repository, URI location) {
        try {
            Call call = Call.of("DELETE", location, scope(endpoint, repository)).once();
            Responses.discard(exchange.send(endpoint, call));
        } catch (IOException e) {
            // Registries sweep uploads that nobody ends.
        }
    }

    private URI accepted(Endpoint endpoint, Reference repository, Call call) throws IOException {
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        if (response.statusCode() != 202) {
            throw Responses.failure(response, call, "push to " + repository.familiarName());
        }
        Responses.discard(response);
        return location(response, call);
    }

    private static URI location(HttpResponse<InputStream> response, Call call)
            throws RegistryException {
        return Redirect.location(response, call)
                .orElseThrow(
                        () ->
                                new RegistryException(
                                        call.describe(),
                                        response.statusCode(),
                                        "",
                                        "upload: expected a Location header, got none"));
    }

    private static URI withDigest(URI location, Digest digest) {
        String separator = location.getRawQuery() == null ? "?" : "&";
        return URI.create(location + separator + "digest=" + digest);
    }

    private static Scope scope(Endpoint endpoint, Reference repository) {
        return Scope.push(endpoint.repository(repository));
    }
}
