package dev.lamina.hub.web.frame;

import dev.lamina.http.Exchange;
import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Compresses what clients accept compressed (RFC 9110 section 12.5.3).
final class Gzip {

    /// What is smaller fits in one packet anyway.
    private static final int MIN_SIZE = 1 << 10;

    private static final List<String> NAMES = List.of("gzip", "x-gzip");

    private Gzip() {}

    /// Returns what to send of a body, and sets the header that says so.
    static Bytes of(Exchange exchange, Bytes body) throws IOException {
        if (body.length() <= MIN_SIZE || !isAccepted(exchange.headers("Accept-Encoding"))) {
            return body;
        }
        exchange.with("Content-Encoding", "gzip");
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            body.writeTo(gzip);
        }
        return Bytes.of(out.toByteArray());
    }

    static boolean isAccepted(List<String> lines) {
        for (String line : lines) {
            for (String part : line.toLowerCase(Locale.ROOT).split(",")) {
                String[] coding = part.strip().split("\\s*;\\s*");
                if (NAMES.contains(coding[0])) {
                    return coding.length == 1 || !coding[1].matches("q=0(\\.0*)?");
                }
            }
        }
        return false;
    }
}
