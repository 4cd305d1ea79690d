package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;

import java.io.IOException;
import java.io.InputStream;

/// `/v2/NAME/blobs/DIGEST` (distribution-spec 1.1).
final class Blobs {

    private final Exchange exchange;

    Blobs(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Opens a blob's bytes from `offset` on, as this server sends them: the connection may break,
    /// and the bytes may be wrong. A request without an answer is left to [BlobStream], which counts
    /// it with the connections that break later. A server that refuses to begin in the middle is
    /// asked for all.
    ///
    /// @throws ImageFormatException if the server says that the blob has another size
    InputStream open(Endpoint endpoint, Reference repository, Descriptor blob, long offset)
            throws IOException {
        Call call =
                Call.get(
                                endpoint.uri(repository, "blobs/" + blob.digest()),
                                Scope.pull(endpoint.repository(repository)))
                        .withHeader("Accept-Encoding", "identity");
        if (offset > 0) {
            Call rest = call.withHeader("Range", "bytes=" + offset + "-");
            Answer response = exchange.send(endpoint.hasty(), rest);
            if (!refusesRanges(response.status())) {
                return BlobAnswer.open(response, blob, offset, rest, repository);
            }
            Responses.discard(response);
        }
        Answer response = exchange.send(endpoint.hasty(), call);
        return BlobAnswer.open(response, blob, offset, call, repository);
    }

    private static boolean refusesRanges(int status) {
        return status == 400 || status == 416 || status == 501;
    }

    /// Tells whether a repository has a blob. Where the question is refused, the blob itself is
    /// asked for, and not read; where that is refused too, the answer is no: sending the blob tells
    /// what is wrong.
    boolean exists(Endpoint endpoint, Reference repository, Digest digest) throws IOException {
        Call call =
                Call.of(
                        "HEAD",
                        endpoint.uri(repository, "blobs/" + digest),
                        Scope.push(endpoint.repository(repository)));
        Answer response = exchange.send(endpoint, call);
        if (refusesHead(response.status())) {
            Responses.discard(response);
            call = call.with("GET").withHeader("Range", "bytes=0-0");
            response = exchange.send(endpoint, call);
        }
        int status = response.status();
        if (Responses.isSuccess(response) || status / 100 == 4 && status != 429 || status == 501) {
            response.body().close();
            return Responses.isSuccess(response);
        }
        throw Responses.failure(response, call, "push to " + repository.familiarName());
    }

    private static boolean refusesHead(int status) {
        return status == 400 || status == 403 || status == 405 || status == 501;
    }
}
