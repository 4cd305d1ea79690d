package dev.lamina.hub.access;

import dev.lamina.http.Exchange;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Keeps the pages of other sites from a hub that asks nobody for a login: a browser on the same machine
/// reaches it for any page that it shows.
///
/// A site may give its own name the address 127.0.0.1 once its page is loaded ("DNS rebinding"): then the
/// browser takes the hub for that site, and the page may read and write all. It cannot change the name
/// that the browser sends in `Host`. Without that trick a page may still send simple requests; then
/// `Origin` or `Sec-Fetch-Site` tell ("Fetch" standard, "Origin header").
public final class OwnHost {

    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "(?:(?:[a-z0-9-]{1,63}\\.){0,5}localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?",
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final PublicAddress address;

    public OwnHost(PublicAddress address) {
        this.address = address;
    }

    /// Returns why a request is not answered; empty if it is.
    public Optional<String> objection(Exchange exchange) {
        if (!isOwn(exchange.host())) {
            return Optional.of(
                    "host: expected a name of this machine for itself, like localhost, or the"
                            + " public address of the hub, got another");
        }
        if (!READING.contains(exchange.method()) && isOfAnotherSite(exchange)) {
            return Optional.of("origin: expected a request that no other site has made");
        }
        return Optional.empty();
    }

    private boolean isOwn(String host) {
        return LOOPBACK.matcher(host).matches()
                || address.configured()
                        .map(text -> host(text).equalsIgnoreCase(host))
                        .orElse(false);
    }

    private boolean isOfAnotherSite(Exchange exchange) {
        String site = exchange.header("Sec-Fetch-Site").orElse("none");
        Optional<String> origin = exchange.header("Origin");
        return !site.equals("none") && !site.equals("same-origin")
                || origin.filter(text -> !isOwnOrigin(host(text), exchange)).isPresent();
    }

    private boolean isOwnOrigin(String host, Exchange exchange) {
        return host.equalsIgnoreCase(exchange.host())
                || address.configured()
                        .map(text -> host(text).equalsIgnoreCase(host))
                        .orElse(false);
    }

    private static String host(String url) {
        int end = url.indexOf("://");
        return end < 0 ? "" : url.substring(end + 3);
    }
}
