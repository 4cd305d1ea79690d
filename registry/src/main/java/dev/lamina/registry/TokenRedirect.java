package dev.lamina.registry;

import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.Authority;
import dev.lamina.registry.http.Content;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a request for a token goes on when its service has moved. A password and an identity token
/// go along to the same host alone, and never from https to http.
final class TokenRedirect {

    private static final int SEE_OTHER = 303;

    private TokenRedirect() {}

    /// Returns the request that a redirect asks for. A POST stays one, unless the service says
    /// that its answer is to be seen elsewhere: what is in its body would be lost.
    ///
    /// @throws RegistryException if an identity token would go to another host
    static Call next(Call call, Answer response) throws RegistryException {
        URI to = Redirect.next(response, call);
        boolean same = isSameHost(call.uri(), to);
        boolean posts = call.method().equals("POST");
        if (posts && response.status() == SEE_OTHER) {
            return new Call("GET", to, Map.of(), Content.NONE, call.scope(), true);
        }
        if (posts && !same) {
            throw new RegistryException(
                    call.describe(),
                    response.status(),
                    "",
                    "token service: expected a redirect within its host, got one to "
                            + Call.place(to)
                            + ", which must not see the identity token");
        }
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        if (!same) {
            headers.remove("Authorization");
        }
        return new Call(call.method(), to, headers, call.content(), call.scope(), true);
    }

    /// The same name, and the same port unless https comes in place of http.
    static boolean isSameHost(URI from, URI to) {
        Authority before = Authority.of(from);
        Authority after = Authority.of(to);
        boolean safer =
                "http".equalsIgnoreCase(from.getScheme())
                        && "https".equalsIgnoreCase(to.getScheme());
        return before.host().equals(after.host()) && (before.port() == after.port() || safer);
    }
}
