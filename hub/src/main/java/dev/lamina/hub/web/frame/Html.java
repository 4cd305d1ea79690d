package dev.lamina.hub.web.frame;

import dev.lamina.hub.http.Exchange;
import dev.lamina.image.Bytes;

import java.io.IOException;

/// Sends pages.
public final class Html {

    /// Nothing from elsewhere, nothing inline, in nobody's frame (Content Security Policy Level 3).
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'";

    private Html() {}

    /// Sends a page.
    public static void send(Exchange exchange, int status, String html) throws IOException {
        exchange.with("Content-Type", "text/html; charset=utf-8")
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .with("Cache-Control", "private, no-cache")
                .send(status, Bytes.utf8(html));
    }
}
