package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The proxies that the environment names, by the rules that Go programs follow: `HTTPS_PROXY` or
/// `HTTP_PROXY` by the scheme of the request, unless `NO_PROXY` names the host; loopback is always
/// direct. Lower-case names count too.
final class ProxySettings extends ProxySelector {

    private final Map<String, String> environment;

    ProxySettings(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<URI> proxy = proxy(uri);
        if (proxy.isEmpty()) {
            return List.of(Proxy.NO_PROXY);
        }
        URI address = proxy.get();
        int port = address.getPort() >= 0 ? address.getPort() : defaultPort(address);
        return List.of(
                new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(address.getHost(), port)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request fails with the same exception.
    }

    /// Returns the header that a proxy with a user name in its URL wants.
    Optional<String> authorization(URI uri) {
        return proxy(uri)
                .map(URI::getRawUserInfo)
                .map(user -> URLDecoder.decode(user, UTF_8))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }

    private Optional<URI> proxy(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (Endpoint.isLoopback(uri.getAuthority()) || isExcepted(host, uri.getPort())) {
            return Optional.empty();
        }
        String text = setting(uri.getScheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
        return proxy.getHost() == null ? Optional.empty() : Optional.of(proxy);
    }

    private boolean isExcepted(String host, int port) {
        for (String entry : setting("NO_PROXY").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            if (entry.equals("*") || matches(entry, host, port)) {
                return true;
            }
        }
        return false;
    }

    /// `example.com` means the host and all below it, `.example.com` only those below.
    private static boolean matches(String entry, String host, int port) {
        int colon = entry.lastIndexOf(':');
        String name = entry;
        if (colon > 0 && entry.substring(colon + 1).matches("[0-9]{1,5}")) {
            if (Integer.parseInt(entry.substring(colon + 1)) != port) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        if (name.startsWith("*.")) {
            name = name.substring(1);
        }
        if (name.isEmpty()) {
            return false;
        }
        return name.startsWith(".")
                ? host.endsWith(name)
                : host.equals(name) || host.endsWith("." + name);
    }

    private String setting(String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty()
                ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "")
                : upper;
    }

    private static int defaultPort(URI proxy) {
        return "https".equals(proxy.getScheme()) ? 443 : 80;
    }
}
