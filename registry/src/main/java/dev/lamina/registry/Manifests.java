package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.Content;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/v2/NAME/manifests/REFERENCE` (distribution-spec 1.1).
final class Manifests {

    /// What distribution-spec says registries should accept at least, and image.json at most.
    private static final int MAX_MANIFEST = 4 << 20;

    private static final String DIGEST_HEADER = "Docker-Content-Digest";

    private final Exchange exchange;

    Manifests(Exchange exchange) {
        this.exchange = exchange;
    }

    ManifestResponse fetch(Endpoint endpoint, Reference reference, List<String> accept)
            throws IOException {
        Call call = accepting(call("GET", endpoint, reference), accept);
        Exchange.Document document = exchange.fetch(endpoint, call, MAX_MANIFEST);
        Answer response = document.response();
        if (!Responses.isSuccess(response)) {
            throw refuse(response, call, "pull", reference);
        }
        checkType(response, call, reference);
        Bytes bytes = document.bytes();
        if (bytes.length() == 0) {
            throw new RegistryException(
                    call.describe(),
                    response.status(),
                    "",
                    "pull " + reference.familiar() + ": expected a manifest, got an empty answer");
        }
        return new ManifestResponse(
                bytes, contentType(response), verify(bytes, reference, response));
    }

    /// Returns what the registry says, without fetching it; absent if it does not say enough.
    Optional<Descriptor> head(Endpoint endpoint, Reference reference, List<String> accept)
            throws IOException {
        Call call = accepting(call("HEAD", endpoint, reference), accept);
        Answer response = exchange.send(endpoint, call);
        if (!Responses.isSuccess(response)) {
            throw refuse(response, call, "pull", reference);
        }
        Responses.discard(response);
        Optional<Digest> digest = claimed(response).or(reference::digest);
        long size = Responses.length(response);
        return digest.isEmpty() || size < 0
                ? Optional.empty()
                : Optional.of(Descriptor.of(contentType(response), digest.get(), size));
    }

    /// Puts a manifest. What it names must be in the repository already.
    Digest push(Endpoint endpoint, Reference reference, String mediaType, Bytes document)
            throws IOException {
        Call call =
                Call.of(
                                "PUT",
                                endpoint.uri(reference, "manifests/" + name(reference)),
                                Scope.push(endpoint.repository(reference)))
                        .withHeader("Content-Type", mediaType)
                        .withContent(Content.of(document.toArray()));
        Answer response = exchange.send(endpoint, call);
        if (!Responses.isSuccess(response)) {
            throw Responses.failure(response, call, "push " + reference.familiar());
        }
        Responses.discard(response);
        return verify(document, reference, response);
    }

    void delete(Endpoint endpoint, Reference reference) throws IOException {
        Call call =
                Call.of(
                        "DELETE",
                        endpoint.uri(reference, "manifests/" + name(reference)),
                        Scope.delete(endpoint.repository(reference)));
        Answer response = exchange.send(endpoint, call);
        if (!Responses.isSuccess(response)) {
            throw refuse(response, call, "delete", reference);
        }
        Responses.discard(response);
    }

    private static Call call(String method, Endpoint endpoint, Reference reference) {
        return Call.of(
                method,
                endpoint.uri(reference, "manifests/" + name(reference)),
                Scope.pull(endpoint.repository(reference)));
    }

    private static Call accepting(Call call, List<String> accept) {
        return call.withHeader("Accept", String.join(", ", accept));
    }

    private static IOException refuse(
            Answer response, Call call, String verb, Reference reference) {
        if (response.status() == 404) {
            Responses.discard(response);
            return new NotFoundException("manifest", reference.familiar());
        }
        return Responses.failure(response, call, verb + " " + reference.familiar());
    }

    /// Portals and proxies answer everything by a page of theirs.
    private static void checkType(Answer response, Call call, Reference reference)
            throws RegistryException {
        if (contentType(response).equalsIgnoreCase("text/html")) {
            throw new RegistryException(
                    call.describe(),
                    response.status(),
                    "",
                    "pull "
                            + reference.familiar()
                            + ": expected a manifest, got a page of type text/html: is this a"
                            + " registry, or a proxy in between?");
        }
    }

    private static Digest verify(Bytes bytes, Reference reference, Answer response)
            throws DigestMismatchException {
        Optional<Digest> wanted = reference.digest();
        Optional<Digest> claimed = claimed(response);
        Digest computed =
                Digest.of(wanted.map(Digest::algorithm).orElse(DigestAlgorithm.SHA256), bytes);
        if (wanted.isPresent() && !wanted.get().equals(computed)) {
            throw new DigestMismatchException(
                    "manifest " + reference.familiar(), wanted.get(), computed);
        }
        if (claimed.isPresent()) {
            Digest same = Digest.of(claimed.get().algorithm(), bytes);
            if (!same.equals(claimed.get())) {
                throw new DigestMismatchException(
                        "manifest " + reference.familiar() + ", header " + DIGEST_HEADER,
                        claimed.get(),
                        same);
            }
        }
        return computed;
    }

    private static Optional<Digest> claimed(Answer response) {
        try {
            return response.header(DIGEST_HEADER).map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String contentType(Answer response) {
        String header = response.header("Content-Type").orElse("");
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters)).strip();
    }

    private static String name(Reference reference) {
        return reference
                .digest()
                .map(Digest::toString)
                .orElse(reference.tag().orElse(Reference.DEFAULT_TAG));
    }
}
