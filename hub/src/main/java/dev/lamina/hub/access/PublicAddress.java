package dev.lamina.hub.access;

import dev.lamina.hub.http.Exchange;

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
