package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How many rows a client wants at once: the query parameter `n` (distribution-spec 1.1, "Listing
/// Tags").
final class PageSize {

    private PageSize() {}

    /// Returns what is asked for, but at most `limit`.
    ///
    /// @throws ProtocolException if it is no number of rows
    static int of(Exchange exchange, int limit) throws ProtocolException, HttpException {
        Optional<String> text = exchange.query("n");
        if (text.isEmpty()) {
            return limit;
        }
        if (!text.get().matches("\\d{1,100}")) {
            throw new ProtocolException(
                    ErrorCode.UNSUPPORTED,
                    400,
                    "n: expected a number of rows, got '" + text.get() + "'");
        }
        // Any number is one of rows (distribution-spec 1.1, "Listing Tags"): large ones mean the
        // limit.
        return new BigInteger(text.get()).min(BigInteger.valueOf(limit)).intValueExact();
    }

    /// Returns the value of a Link header to the rows after `last` (RFC 8288).
    static String link(String path, int n, String last, Optional<String> filter) {
        return "<"
                + path
                + "?n="
                + n
                + "&last="
                + encode(last)
                + filter.map(type -> "&artifactType=" + encode(type)).orElse("")
                + ">; rel=\"next\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
