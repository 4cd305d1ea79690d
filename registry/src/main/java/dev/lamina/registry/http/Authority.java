package dev.lamina.registry.http;

import java.net.URI;
import java.util.Locale;

/// A host and a port.
///
/// @param host in lower case; an IPv6 address without its brackets
/// @param port negative if none is named
public record Authority(String host, int port) {

    /// Takes `[user@]host[:port]` apart, as a reference or a URI has it; never fails.
    public static Authority of(String authority) {
        String text = authority.substring(authority.lastIndexOf('@') + 1);
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.lastIndexOf(':');
        if (end <= 0) {
            end = text.length();
        }
        String host = text.substring(0, end).toLowerCase(Locale.ROOT);
        String rest = text.substring(end);
        int port = rest.matches(":[0-9]{1,5}") ? Integer.parseInt(rest.substring(1)) : -1;
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        return new Authority(brackets ? host.substring(1, host.length() - 1) : host, port);
    }

    /// Returns where a request for a URI goes, with the port that its scheme implies.
    public static Authority of(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        int implied = "http".equals(uri.getScheme()) ? 80 : 443;
        return new Authority(of(host).host, uri.getPort() < 0 ? implied : uri.getPort());
    }

    /// Tells whether this is this machine, by its name alone.
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /// Returns `host[:port]`.
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port < 0 ? name : name + ":" + port;
    }
}
