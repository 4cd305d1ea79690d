package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/v2/NAME/blobs/uploads/` (distribution-spec 1.1, "Pushing Blobs"): an upload is opened by POST,
/// filled and ended by one PUT. After a break the registry is asked what it has, and the rest is
/// sent by PATCH.
final class Uploads {

    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    private final Exchange exchange;
    private final RetryPolicy retry;

    Uploads(Exchange exchange, RetryPolicy retry) {
        this.exchange = exchange;
        this.retry = retry;
    }

    /// Asks the registry to take a blob from another of its repositories.
    ///
    /// @return whether it did
    boolean mount(Endpoint endpoint, Reference repository, Digest digest, Reference from)
            throws IOException {
        String name = endpoint.repository(from);
        URI uri = endpoint.uri(repository, "blobs/uploads/?mount=" + digest + "&from=" + name);
        Scope scope = Scope.mount(endpoint.repository(repository), name);
        Call call = Call.of("POST", uri, scope, true);
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        Responses.discard(response);
        switch (response.statusCode()) {
            case 201 -> {
                return true;
            }
            case 202 -> cancel(endpoint, repository, location(response, call));
            default -> {
                // A registry may refuse; then the blob is sent.
            }
        }
        return false;
    }

    /// Sends a blob.
    void push(
            Endpoint endpoint,
            Reference repository,
            Descriptor blob,
            BlobSource source,
            ProgressCallback progress)
            throws IOException {
        URI location = start(endpoint, repository);
        long offset = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                send(endpoint, repository, location, blob, offset, source, progress);
                return;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (RegistryException e) {
                Optional<Duration> wait = retry.afterSilence(attempt);
                if (wait.isEmpty() || e.status() >= 400 && e.status() < 500) {
                    throw e;
                }
                retry.sleep(wait.get());
            }
            Optional<Progress> progressOfServer = ask(endpoint, repository, location);
            if (progressOfServer.isPresent()) {
                offset = Math.min(blob.size(), progressOfServer.get().received());
                location = progressOfServer.get().location();
            } else {
                offset = 0;
                location = start(endpoint, repository);
            }
            progress.on(offset);
        }
    }

    private URI start(Endpoint endpoint, Reference repository) throws IOException {
        Call call =
                Call.of(
                        "POST",
                        endpoint.uri(repository, "blobs/uploads/"),
                        scope(endpoint, repository),
                        true);
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        if (response.statusCode() != 202) {
            throw Responses.failure(response, call, "push to " + repository.familiarName());
        }
        Responses.discard(response);
        return location(response, call);
    }

    private void send(
            Endpoint endpoint,
            Reference repository,
            URI location,
            Descriptor blob,
            long offset,
            BlobSource source,
            ProgressCallback progress)
            throws IOException {
        URI target = location;
        if (offset > 0 && offset < blob.size()) {
            Call patch =
                    bytes("PATCH", location, endpoint, repository, blob, offset, source, progress)
                            .withHeader("Content-Range", offset + "-" + (blob.size() - 1));
            HttpResponse<InputStream> response = exchange.send(endpoint, patch);
            if (response.statusCode() != 202) {
                throw Responses.failure(response, patch, "push to " + repository.familiarName());
            }
            Responses.discard(response);
            target = location(response, patch);
        }
        URI last = withDigest(target, blob.digest());
        Call put =
                offset > 0
                        ? Call.of("PUT", last, scope(endpoint, repository), false)
                        : bytes("PUT", last, endpoint, repository, blob, 0, source, progress);
        HttpResponse<InputStream> response = exchange.send(endpoint, put);
        if (response.statusCode() != 201) {
            throw Responses.failure(response, put, "push to " + repository.familiarName());
        }
        Responses.discard(response);
    }

    private static Call bytes(
            String method,
            URI uri,
            Endpoint endpoint,
            Reference repository,
            Descriptor blob,
            long offset,
            BlobSource source,
            ProgressCallback progress) {
        return Call.of(method, uri, scope(endpoint, repository), false)
                .withHeader("Content-Type", "application/octet-stream")
                .withBody(
                        () ->
                                offset == blob.size()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : BlobBody.of(source, offset, blob.size(), progress));
    }

    /// Asks how far an upload got; absent if the registry knows it no longer.
    private Optional<Progress> ask(Endpoint endpoint, Reference repository, URI location)
            throws IOException {
        Call call = Call.get(location, scope(endpoint, repository));
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        Responses.discard(response);
        if (response.statusCode() != 204) {
            return Optional.empty();
        }
        String range = response.headers().firstValue("Range").orElse("");
        Matcher matcher = RANGE.matcher(range);
        long received = matcher.matches() ? Long.parseLong(matcher.group(1)) + 1 : 0;
        URI next =
                response.headers().firstValue("Location").isPresent()
                        ? location(response, call)
                        : location;
        return Optional.of(new Progress(received, next));
    }

    private void cancel(Endpoint endpoint, Reference repository, URI location) throws IOException {
        Call call = Call.of("DELETE", location, scope(endpoint, repository), true);
        Responses.discard(exchange.send(endpoint, call));
    }

    private static URI location(HttpResponse<InputStream> response, Call call)
            throws RegistryException {
        Optional<String> header = response.headers().firstValue("Location");
        try {
            if (header.isPresent()) {
                return response.uri().resolve(header.get());
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new RegistryException(
                call.describe(), response.statusCode(), "", "upload: expected a Location header");
    }

    private static URI withDigest(URI location, Digest digest) {
        String separator = location.getRawQuery() == null ? "?" : "&";
        return URI.create(location + separator + "digest=" + digest);
    }

    private static Scope scope(Endpoint endpoint, Reference repository) {
        return Scope.push(endpoint.repository(repository));
    }

    /// How much of an upload a registry has, and where to go on.
    private record Progress(long received, URI location) {}
}
