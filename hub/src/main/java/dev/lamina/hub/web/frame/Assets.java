package dev.lamina.hub.web.frame;

import dev.lamina.http.Exchange;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Style, script and icon. Their addresses contain their digests, so that browsers keep them for
/// ever.
public final class Assets {

    private static final String PREFIX = "/assets/";
    private static final int DIGEST_LENGTH = 16;

    private static final Map<String, String> TYPES =
            Map.of(
                    "style.css", "text/css; charset=utf-8",
                    "script.js", "text/javascript; charset=utf-8",
                    "icon.svg", "image/svg+xml");

    private final Map<String, Bytes> contents = new HashMap<>();

    /// Reads them from the program.
    public Assets() throws IOException {
        for (String name : TYPES.keySet()) {
            try (InputStream in = Assets.class.getResourceAsStream("/dev/lamina/hub/web/" + name)) {
                if (in == null) {
                    throw new AssertionError("missing asset " + name);
                }
                contents.put(name, Bytes.of(in.readAllBytes()));
            }
        }
    }

    /// Returns the address of an asset.
    public String path(String name) {
        return PREFIX + digest(name) + "/" + name;
    }

    private String digest(String name) {
        return Digest.of(Optional.ofNullable(contents.get(name)).orElseThrow())
                .hex()
                .substring(0, DIGEST_LENGTH);
    }

    /// Sends an asset; false if the path is none of theirs.
    public boolean send(Exchange exchange) throws IOException {
        String name = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
        if (!TYPES.containsKey(name) || !exchange.path().equals(path(name))) {
            return false;
        }
        Bytes content = Optional.ofNullable(contents.get(name)).orElseThrow();
        exchange.with("Content-Type", Optional.ofNullable(TYPES.get(name)).orElseThrow())
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("X-Content-Type-Options", "nosniff")
                .with("Vary", "Accept-Encoding")
                .send(200, Gzip.of(exchange, content));
        return true;
    }
}
