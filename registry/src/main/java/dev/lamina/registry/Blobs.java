package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
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
            Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(\\*|[0-9]{1,18})");

    private final Exchange exchange;

    Blobs(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Opens a blob's bytes from `offset` on, as this server sends them: the connection may break,
    /// and the bytes may be wrong. A request without an answer is left to [BlobStream], which counts
    /// it with the connections that break later.
    ///
    /// @throws ImageFormatException if the server says that the blob has another size
    InputStream open(Endpoint endpoint, Reference repository, Descriptor blob, long offset)
            throws IOException {
        Call call =
                Call.get(
                        endpoint.uri(repository, "blobs/" + blob.digest()),
                        Scope.pull(endpoint.repository(repository)));
        if (offset > 0) {
            call = call.withHeader("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> response = exchange.send(endpoint.hasty(), call);
        return switch (response.statusCode()) {
            case 200 -> whole(response, blob, offset);
            case 206 -> part(response, blob, offset, call);
            case 404 -> {
                Responses.discard(response);
                throw new NotFoundException("blob", blob.digest().toString());
            }
            default -> throw Responses.failure(response, call, "pull " + repository.familiarName());
        };
    }

    boolean exists(Endpoint endpoint, Reference repository, Digest digest) throws IOException {
        Call call =
                Call.of(
                        "HEAD",
                        endpoint.uri(repository, "blobs/" + digest),
                        Scope.push(endpoint.repository(repository)));
        HttpResponse<InputStream> response = exchange.send(endpoint, call);
        if (response.statusCode() == 200 || response.statusCode() == 404) {
            Responses.discard(response);
            return response.statusCode() == 200;
        }
        throw Responses.failure(response, call, "push to " + repository.familiarName());
    }

    /// A server that knows no ranges sends all from the start.
    private static InputStream whole(
            HttpResponse<InputStream> response, Descriptor blob, long offset) throws IOException {
        InputStream body = response.body();
        try {
            long length = Responses.length(response);
            if (length >= 0 && length != blob.size()) {
                throw wrongSize(blob, Long.toString(length));
            }
            body.skipNBytes(offset);
            return body;
        } catch (IOException e) {
            body.close();
            throw e;
        }
    }

    private static InputStream part(
            HttpResponse<InputStream> response, Descriptor blob, long offset, Call call)
            throws IOException {
        String range = response.headers().firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != offset) {
            response.body().close();
            throw new RegistryException(
                    call.describe(),
                    206,
                    "",
                    "header Content-Range: expected bytes from "
                            + offset
                            + " on, got '"
                            + ErrorDocument.printable(range)
                            + "'");
        }
        String total = matcher.group(2);
        if (!total.equals("*") && Long.parseLong(total) != blob.size()) {
            response.body().close();
            throw wrongSize(blob, total);
        }
        return response.body();
    }

    private static ImageFormatException wrongSize(Descriptor blob, String got) {
        return new ImageFormatException(
                "blob " + blob.digest(),
                -1,
                "size: expected " + blob.size() + " bytes, got " + got);
    }
}
