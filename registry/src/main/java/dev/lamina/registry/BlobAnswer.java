package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.http.Answer;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Finds a blob's bytes, from an offset on, in what a server answered: all of them, or the part that
/// was asked for.
final class BlobAnswer {

    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;

    private static final Pattern CONTENT_RANGE =
            Pattern.compile(
                    "\\s*bytes[\\s=]+([0-9]{1,18})\\s*-\\s*[0-9]{1,18}\\s*/"
                            + "\\s*(\\*|[0-9]{1,18})\\s*",
                    Pattern.CASE_INSENSITIVE);

    private final Answer response;
    private final Descriptor blob;
    private final long offset;

    private BlobAnswer(Answer response, Descriptor blob, long offset) {
        this.response = response;
        this.blob = blob;
        this.offset = offset;
    }

    /// Opens the bytes; of a refusal makes an error.
    ///
    /// @throws NotFoundException    if the server has no such blob
    /// @throws ImageFormatException if it says that the blob has another size
    static InputStream open(
            Answer response, Descriptor blob, long offset, Call call, Reference repository)
            throws IOException {
        if (response.status() == 404) {
            Responses.discard(response);
            throw new NotFoundException("blob", blob.digest().toString());
        }
        if (!Responses.isSuccess(response) || response.status() == NO_CONTENT) {
            throw Responses.failure(response, call, "pull " + repository.familiarName());
        }
        var answer = new BlobAnswer(response, blob, offset);
        try {
            return response.status() == PARTIAL_CONTENT && offset > 0
                    ? answer.part(call)
                    : answer.whole();
        } catch (IOException e) {
            response.body().close();
            throw e;
        }
    }

    private InputStream part(Call call) throws IOException {
        String range = response.header("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != offset) {
            throw new RegistryException(
                    call.describe(),
                    PARTIAL_CONTENT,
                    "",
                    "header Content-Range: expected bytes from "
                            + offset
                            + " on, got '"
                            + ErrorDocument.printable(range)
                            + "'");
        }
        String total = matcher.group(2);
        if (!total.equals("*") && Long.parseLong(total) != blob.size()) {
            throw wrongSize(total);
        }
        return response.body();
    }

    /// Takes all bytes; a server that knows no ranges sends them in place of a part.
    private InputStream whole() throws IOException {
        InputStream body = response.body();
        long length = Responses.length(response);
        if (isCoded(length)) {
            body = new GZIPInputStream(body);
        } else if (length >= 0 && length != blob.size()) {
            throw wrongSize(Long.toString(length));
        }
        body.skipNBytes(offset);
        return body;
    }

    /// Object stores call a layer that is gzip itself coded in gzip, and send it as it is; proxies
    /// code what was not coded. The length tells which; without one, the type of the layer.
    private boolean isCoded(long length) {
        if (!ContentCoding.isGzip(response)) {
            return false;
        }
        return length < 0 ? !blob.mediaType().endsWith("gzip") : length != blob.size();
    }

    private ImageFormatException wrongSize(String got) {
        return new ImageFormatException(
                "blob " + blob.digest(),
                -1,
                "size: expected " + blob.size() + " bytes, got " + got);
    }
}
