package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.hub.catalog.Precondition;
import dev.lamina.image.Digest;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Entity tags: content is named by its digest, so the digest is the tag (RFC 9110 section 8.8.3).
/// That of a tag is the digest of the manifest that it names.
final class Etag {

    /// RFC 9110 section 8.8.3; a comma within quotes does not end it.
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

    private static final String WEAK = "W/";
    private static final String ANY = "*";
    private static final String NOTHING = "";

    private Etag() {}

    static String of(Digest digest) {
        return "\"" + digest + "\"";
    }

    /// Tells whether the client has the content already.
    static boolean isKnown(Exchange exchange, Digest digest) {
        return isAmongWeakly(values(exchange, "If-None-Match"), Optional.of(digest));
    }

    /// Returns the conditions under which a request may change a tag or manifest: If-Match, and
    /// If-None-Match (RFC 9110 sections 13.1.1 and 13.1.2).
    ///
    /// @param reference the tag or digest that the request is about
    static Precondition precondition(Exchange exchange, String reference) {
        List<String> match = values(exchange, "If-Match");
        List<String> noneMatch = values(exchange, "If-None-Match");
        if (match.isEmpty() && noneMatch.isEmpty()) {
            return Precondition.NONE;
        }
        return Precondition.of(
                reference,
                now -> (match.isEmpty() || isAmong(match, now)) && !isAmongWeakly(noneMatch, now));
    }

    /// The strong comparison, which If-Match takes: a weak tag is equal to none (RFC 9110 section
    /// 8.8.3.2).
    private static boolean isAmong(List<String> tags, Optional<Digest> now) {
        return now.isPresent() && (tags.contains(ANY) || tags.contains(of(now.get())));
    }

    private static boolean isAmongWeakly(List<String> tags, Optional<Digest> now) {
        return isAmong(tags, now) || now.isPresent() && tags.contains(WEAK + of(now.get()));
    }

    /// Several lines are one list (RFC 9110 section 5.3). What is no entity tag is left out; a line
    /// without any has one that nothing matches. Only a star that stands alone is one.
    private static List<String> values(Exchange exchange, String header) {
        String line = String.join(",", exchange.headers(header)).strip();
        if (line.equals(ANY)) {
            return List.of(ANY);
        }
        List<String> tags = TAG.matcher(line).results().map(MatchResult::group).toList();
        return tags.isEmpty() && !exchange.headers(header).isEmpty() ? List.of(NOTHING) : tags;
    }
}
