package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/v2/NAME/blobs/uploads/` and what follows it (distribution-spec 1.1, "Pushing Blobs"): single
/// requests; [BlobUpload] makes an upload of them.
final class Uploads {

    /// What an upload has; some write it as requests do, or as parts do.
    private static final Pattern RANGE =
            Pattern.compile(
                    "\\s*(?:bytes)?[=\\s]*0\\s*-\\s*([0-9]{1,18})\\s*(?:/.*)?",
                    Pattern.CASE_INSENSITIVE);

    private final Exchange exchange;

    Uploads(Exchange exchange) {
        this.exchange = exchange;
    }

    /// How much of an upload a registry has, and where to go on.
    record Progress(long received, URI location) {}

    /// Asks the registry to take a blob from another of its repositories. Only 201 means that it
    /// did; 202 means that it waits for the bytes.
    ///
    /// @return whether it did
    /// @throws RegistryException if it refuses, in whatever way
    boolean mount(Endpoint endpoint, Reference repository, Digest digest, Reference from)
            throws IOException {
        String name = endpoint.repository(from);
        URI uri = endpoint.uri(repository, "blobs/uploads/?mount=" + digest + "&from=" + name);
        Scope scope = Scope.mount(endpoint.repository(repository), name);
        Call call = Call.of("POST", uri, scope).once();
        Answer response = exchange.send(endpoint, call);
        if (!Responses.isSuccess(response)) {
            throw Responses.failure(response, call, "mount from " + from.familiarName());
        }
        Responses.discard(response);
        boolean mounted = response.status() == 201;
        Optional<URI> upload = mounted ? Optional.empty() : Redirect.location(response, call);
        upload.ifPresent(location -> cancel(endpoint, repository, location));
        return mounted;
    }

    /// Starts an upload.
    ///
    /// @return where its bytes go
    URI start(Endpoint endpoint, Reference repository) throws IOException {
        URI uri = endpoint.uri(repository, "blobs/uploads/");
        Call call = Call.of("POST", uri, scope(endpoint, repository));
        Answer response = accepted(endpoint, repository, call);
        return Redirect.location(response, call)
                .orElseThrow(
                        () ->
                                new RegistryException(
                                        call.describe(),
                                        response.status(),
                                        "",
                                        "upload: expected a Location header, got none"));
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
        Answer response = accepted(endpoint, repository, call);
        return Redirect.location(response, call).orElse(location);
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
                Call.of(
                                "PUT",
                                Redirect.withQuery(location, "digest=" + blob.digest()),
                                scope(endpoint, repository))
                        .once();
        if (body.isPresent()) {
            call =
                    call.withHeader("Content-Type", "application/octet-stream")
                            .withContent(body.get());
        }
        accepted(endpoint, repository, call);
    }

    /// Asks how far an upload got; absent if the registry does not know it, or does not say.
    Optional<Progress> ask(Endpoint endpoint, Reference repository, URI location)
            throws IOException {
        Call call = Call.get(location, scope(endpoint, repository));
        Answer response = exchange.send(endpoint, call);
        Responses.discard(response);
        Matcher range = RANGE.matcher(response.header("Range").orElse(""));
        if (!Responses.isSuccess(response) || !range.matches()) {
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

    private Answer accepted(Endpoint endpoint, Reference repository, Call call) throws IOException {
        Answer response = exchange.send(endpoint, call);
        if (!Responses.isSuccess(response)) {
            throw Responses.failure(response, call, "push to " + repository.familiarName());
        }
        Responses.discard(response);
        return response;
    }

    private static Scope scope(Endpoint endpoint, Reference repository) {
        return Scope.push(endpoint.repository(repository));
    }
}
