package dev.lamina.hub.access;

import dev.lamina.http.Exchange;
import dev.lamina.hub.settings.AddressForm;

import java.util.Optional;

/// Where clients reach the hub.
///
/// @param configured the address that an administrator gave, like `https://hub.example.com`; needed
///     behind a proxy
public record PublicAddress(Optional<String> configured) {

    /// Creates one.
    ///
    /// @throws IllegalArgumentException if it is not `http://` or `https://`, a host and maybe a port
    public PublicAddress {
        AddressForm.check(configured);
    }

    /// Returns scheme, host and port, without a slash at the end. Without a configured address it is
    /// what the client wrote: a client that lies about it misleads only itself.
    public String of(Exchange exchange) {
        String host = exchange.host();
        return configured.orElseGet(
                () ->
                        (exchange.isSecure() ? "https://" : "http://")
                                + (AddressForm.isHost(host) ? host : "localhost"));
    }

    /// Returns host and port.
    public String service(Exchange exchange) {
        String address = of(exchange);
        return address.substring(address.indexOf("//") + 2);
    }
}
