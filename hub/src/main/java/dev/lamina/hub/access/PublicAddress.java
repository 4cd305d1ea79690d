package dev.lamina.hub.access;

import dev.lamina.http.Exchange;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where clients reach the hub.
///
/// @param configured the address that an administrator gave, like `https://hub.example.com`; needed
///     behind a proxy
public record PublicAddress(Optional<String> configured) {

    private static final Pattern HOST =
            Pattern.compile(
                    "[A-Za-z0-9.-]{1,253}(?::\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](?::\\d{1,5})?");

    private static final Pattern ADDRESS = Pattern.compile("https?://(?:" + HOST + ")");

    /// Creates one.
    ///
    /// @throws IllegalArgumentException if it is not `http://` or `https://`, a host and maybe a port
    public PublicAddress {
        check(configured);
    }

    /// Refuses what is no address.
    ///
    /// @throws IllegalArgumentException if it is not `http://` or `https://`, a host and maybe a port
    public static void check(Optional<String> configured) {
        if (configured.filter(text -> !ADDRESS.matcher(text).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "public address: expected http:// or https://, a host and maybe a port, got '"
                            + configured.get()
                            + "'");
        }
    }

    /// Returns scheme, host and port, without a slash at the end. Without a configured address it is
    /// what the client wrote: a client that lies about it misleads only itself.
    public String of(Exchange exchange) {
        String host = exchange.host();
        return configured.orElseGet(
                () ->
                        (exchange.isSecure() ? "https://" : "http://")
                                + (HOST.matcher(host).matches() ? host : "localhost"));
    }

    /// Returns host and port.
    public String service(Exchange exchange) {
        String address = of(exchange);
        return address.substring(address.indexOf("//") + 2);
    }
}
