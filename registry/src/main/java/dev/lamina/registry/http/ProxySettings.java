package dev.lamina.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The proxies that the environment names, by the rules that Go programs follow: `HTTPS_PROXY` or
/// `HTTP_PROXY` by the scheme of the request, unless `NO_PROXY` names the host; loopback is always
/// direct. Lower-case names count too.
public final class ProxySettings {

    private final Map<String, String> environment;
    private final List<HostPattern> exceptions = new ArrayList<>();

    public ProxySettings(Map<String, String> environment) {
        this.environment = environment;
        for (String entry : setting("NO_PROXY").split("[,\\s]+")) {
            exceptions.add(HostPattern.of(entry));
        }
    }

    /// Refuses a setting that cannot be followed. Says which, and not what it is: it may hold a
    /// password.
    void check(URI uri) throws IOException {
        if (isDirect(uri)) {
            return;
        }
        String name = variable(uri);
        if (!setting(name).isEmpty() && proxy(uri).isEmpty()) {
            throw new IOException(
                    "environment, "
                            + name
                            + ": expected http://[user:password@]host[:port], got another form");
        }
    }

    /// Returns the proxy to ask; absent where the host is reached directly.
    Optional<Authority> address(URI uri) {
        return proxy(uri)
                .map(
                        address ->
                                new Authority(
                                        Authority.of(address.getRawAuthority()).host(),
                                        address.getPort() < 0 ? 80 : address.getPort()));
    }

    /// Returns the header that a proxy with a user name in its URL wants.
    Optional<String> authorization(URI uri) {
        return proxy(uri)
                .map(URI::getRawUserInfo)
                .map(user -> URLDecoder.decode(user.replace("+", "%2B"), UTF_8))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }

    /// Names the proxy for a URI in messages, without its password.
    Optional<String> shown(URI uri) {
        return proxy(uri).map(address -> "proxy " + Authority.of(address.getRawAuthority()));
    }

    private Optional<URI> proxy(URI uri) {
        String text = setting(variable(uri));
        if (text.isEmpty() || isDirect(uri)) {
            return Optional.empty();
        }
        try {
            URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
            // Proxies are spoken to in plain HTTP only.
            boolean known = proxy.getHost() != null && "http".equalsIgnoreCase(proxy.getScheme());
            return known ? Optional.of(proxy) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isDirect(URI uri) {
        Authority target = Authority.of(uri);
        return target.isLoopback() || exceptions.stream().anyMatch(entry -> entry.matches(target));
    }

    private static String variable(URI uri) {
        return "https".equals(uri.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
    }

    private String setting(String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty()
                ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "")
                : upper;
    }
}
