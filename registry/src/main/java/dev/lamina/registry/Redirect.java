package dev.lamina.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;

/// Where an answer sends its reader: `Location`, of redirects and of uploads.
final class Redirect {

    /// What servers put into a location though RFC 3986 forbids it there.
    private static final String FORBIDDEN = " \"<>\\^`{|}";

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
    static Optional<URI> location(HttpResponse<?> response, Call call) throws RegistryException {
        Optional<String> header = response.headers().firstValue("Location");
        return header.isEmpty()
                ? Optional.empty()
                : Optional.of(resolve(response.uri(), header.get(), call));
    }

    private static URI resolve(URI from, String location, Call call) throws RegistryException {
        URI to;
        try {
            to = from.resolve(new URI(quoted(location)));
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
        return quoted.toString();
    }

    private static RegistryException refusal(Call call, String fault) {
        return new RegistryException(call.describe(), 0, "", "header Location: " + fault);
    }
}
