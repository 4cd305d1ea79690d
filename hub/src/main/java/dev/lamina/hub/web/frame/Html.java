package dev.lamina.hub.web.frame;

import dev.lamina.http.Exchange;
import dev.lamina.hub.access.Authentication;
import dev.lamina.image.Bytes;

import java.io.IOException;

/// Makes answers of pages.
public final class Html {

    /// Nothing from elsewhere, nothing inline, in nobody's frame (Content Security Policy Level 3).
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'";

    private Html() {}

    /// Plans to send a page; one with a secret has been given another `Cache-Control` before.
    ///
    /// Compressed for visitors without a session only. Who can make a browser ask for pages and sees how
    /// long the answers are could guess, from what it puts into them, what else is there: the token of
    /// the forms, names of private repositories (BREACH, 2013). Masking the token would leave the names.
    public static void send(Exchange exchange, int status, String html) throws IOException {
        Bytes page = Bytes.utf8(html);
        boolean isForAll = Authentication.sessionSecret(exchange).isEmpty();
        exchange.with("Content-Type", "text/html; charset=utf-8")
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .withDefault("Cache-Control", "private, no-cache")
                .with("Vary", "Accept-Encoding, Cookie")
                .plan(status, isForAll ? Gzip.of(exchange, page) : page);
    }
}
