package dev.lamina.registry;

import dev.lamina.registry.http.Answer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an answer sends its reader: `Location`, of redirects and of uploads.
final class Redirect {

    /// How many redirects are followed, one after the other.
    static final int MAX = 10;

    /// What servers put into a location though RFC 3986 forbids it there.
    private static final String FORBIDDEN = " \"<>\\^`{|}";

    /// A percent sign that quotes nothing.
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Redirect() {}

    static boolean is(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /// Returns the location that an answer names; absent if it names none.
    ///
    /// @throws RegistryException if it cannot be followed, or not as safely as the request was sent
    static Optional<URI> location(Answer response, Call call) throws RegistryException {
        Optional<String> header = response.header("Location");
        return header.isEmpty()
                ? Optional.empty()
                : Optional.of(resolve(response.uri(), header.get(), call));
    }

    /// Reads a URI that may be relative to another (RFC 3986, 5.2). A fragment is left out.
    static URI resolve(URI from, String location) throws URISyntaxException {
        String text = quoted(location.strip().replaceFirst("#.*$", ""));
        // Java resolves a query alone by RFC 2396, and loses the last part of the path.
        String full = text.startsWith("?") ? from.getRawPath() + text : text;
        return new URI(from.resolve(new URI(full)).toASCIIString());
    }

    /// Returns a URI with more fields in its query.
    ///
    /// @param query `name=value&name=value`
    static URI withQuery(URI uri, String query) {
        if (query.isEmpty()) {
            return uri;
        }
        String before = uri.getRawQuery();
        String separator = before == null ? "?" : before.isEmpty() ? "" : "&";
        return URI.create(uri + separator + query);
    }

    private static URI resolve(URI from, String location, Call call) throws RegistryException {
        URI to;
        try {
            to = resolve(from, location);
        } catch (URISyntaxException e) {
            // Its message would show the query.
            throw refusal(call, "expected a URI, got something else");
        }
        String scheme = to.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || to.getHost() == null) {
            throw refusal(call, "expected http or https and a host, got " + scheme);
        }
        if (from.getScheme().equals("https") && scheme.equals("http")) {
            throw refusal(call, "expected https, got " + Call.place(to));
        }
        return to;
    }

    private static String quoted(String location) {
        var quoted = new StringBuilder();
        for (char c : location.toCharArray()) {
            if (FORBIDDEN.indexOf(c) >= 0) {
                quoted.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                quoted.append(c);
            }
        }
        return STRAY_PERCENT.matcher(quoted).replaceAll("%25");
    }

    /// Returns where a redirect leads, and drops its body.
    ///
    /// @throws RegistryException if it leads nowhere, or less safely than the request was sent
    static URI next(Answer response, Call call) throws RegistryException {
        Optional<URI> location;
        try {
            location = location(response, call);
        } finally {
            Responses.discard(response);
        }
        return location.orElseThrow(
                () ->
                        new RegistryException(
                                call.describe(),
                                response.status(),
                                "",
                                "redirect: expected a Location header, got none"));
    }

    static RegistryException tooMany(Call call) {
        return new RegistryException(
                call.describe(), 0, "", "redirects: expected at most " + MAX + ", got more");
    }

    private static RegistryException refusal(Call call, String fault) {
        return new RegistryException(call.describe(), 0, "", "header Location: " + fault);
    }
}
