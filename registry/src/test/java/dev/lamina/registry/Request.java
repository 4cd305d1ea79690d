package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request as a [ScriptedPeer] received it.
///
/// @param url     with scheme and host if the peer was asked as a proxy, else the path and the query
/// @param headers by name in lower case
/// @param client  the subject of the client's certificate; empty if it showed none
record Request(
        String method,
        String url,
        Map<String, List<String>> headers,
        byte[] content,
        String client) {

    /// Returns method and URL.
    String line() {
        return method + " " + url;
    }

    Request from(String newClient) {
        return new Request(method, url, headers, content, newClient);
    }

    Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", values));
    }

    String text() {
        return new String(content, UTF_8);
    }
}
