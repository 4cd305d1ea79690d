package dev.lamina.registry;

import dev.lamina.registry.auth.Scope;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A request as the protocol means it, before authentication and redirects.
///
/// @param body       made anew for each time it is sent
/// @param scope      what a token for it must allow
/// @param repeatable whether sending it twice does no harm
record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        Supplier<HttpRequest.BodyPublisher> body,
        Scope scope,
        boolean repeatable) {

    static Call get(URI uri, Scope scope) {
        return of("GET", uri, scope, true);
    }

    static Call head(URI uri, Scope scope) {
        return of("HEAD", uri, scope, true);
    }

    /// Returns a call without a body.
    static Call of(String method, URI uri, Scope scope, boolean repeatable) {
        return new Call(
                method, uri, Map.of(), HttpRequest.BodyPublishers::noBody, scope, repeatable);
    }

    Call withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, body, scope, repeatable);
    }

    Call withBody(Supplier<HttpRequest.BodyPublisher> newBody) {
        return new Call(method, uri, headers, newBody, scope, repeatable);
    }

    Call withUri(URI newUri) {
        return new Call(method, newUri, headers, body, scope, repeatable);
    }

    /// Returns method and URI for messages; the query may be signed, and is left out.
    String describe() {
        return method + " " + withoutQuery(uri);
    }

    static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
