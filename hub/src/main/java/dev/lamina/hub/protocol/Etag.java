package dev.lamina.hub.protocol;

import dev.lamina.hub.http.Exchange;
import dev.lamina.image.Digest;

import java.util.Optional;

/// Entity tags: content is named by its digest, so the digest is the tag (RFC 9110, "ETag").
final class Etag {

    private Etag() {}

    static String of(Digest digest) {
        return "\"" + digest + "\"";
    }

    /// Tells whether the client has the content already.
    static boolean isKnown(Exchange exchange, Digest digest) {
        Optional<String> known = exchange.header("If-None-Match");
        if (known.isEmpty()) {
            return false;
        }
        for (String tag : known.get().split(",")) {
            String strong = tag.strip().startsWith("W/") ? tag.strip().substring(2) : tag.strip();
            if (strong.equals("*") || strong.equals(of(digest))) {
                return true;
            }
        }
        return false;
    }
}
