package dev.lamina.registry;

import dev.lamina.registry.http.Answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// What a proxy did to a body on its way: `Content-Encoding` (RFC 9110, 8.4). None is asked for,
/// and some servers send gzip all the same.
final class ContentCoding {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private ContentCoding() {}

    /// Opens a document as it was before it was coded. Its first bytes decide, not the header: no
    /// document that registries send begins as gzip does.
    ///
    /// @throws RegistryException if it is coded in another way
    static InputStream openDocument(Answer response, Call call) throws IOException {
        String coding = of(response);
        if (!coding.isEmpty() && !isGzip(coding)) {
            throw new RegistryException(
                    call.describe(),
                    response.status(),
                    "",
                    "header Content-Encoding: expected gzip or none, got '"
                            + ErrorDocument.printable(coding)
                            + "'");
        }
        var in = new PushbackInputStream(response.body(), 2);
        byte[] start = in.readNBytes(2);
        in.unread(start);
        boolean gzip =
                start.length == 2
                        && (start[0] & 0xff) == GZIP_FIRST
                        && (start[1] & 0xff) == GZIP_SECOND;
        return gzip ? new GZIPInputStream(in) : in;
    }

    /// Tells whether an answer says that its body is coded in gzip.
    static boolean isGzip(Answer response) {
        return isGzip(of(response));
    }

    private static boolean isGzip(String coding) {
        return coding.equals("gzip") || coding.equals("x-gzip");
    }

    private static String of(Answer response) {
        String coding =
                response.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        return coding.equals("identity") ? "" : coding;
    }
}
