package dev.lamina.registry;

import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Authority;
import dev.lamina.registry.http.Content;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request as the protocol means it, before authentication and redirects.
///
/// @param scope      what a token for it must allow
/// @param repeatable whether sending it twice does no harm
record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        Content content,
        Scope scope,
        boolean repeatable) {

    static Call get(URI uri, Scope scope) {
        return of("GET", uri, scope);
    }

    /// Returns a repeatable call without a body.
    static Call of(String method, URI uri, Scope scope) {
        return new Call(method, uri, Map.of(), Content.NONE, scope, true);
    }

    Call with(String newMethod) {
        return new Call(newMethod, uri, headers, content, scope, repeatable);
    }

    Call withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, content, scope, repeatable);
    }

    Call withContent(Content newContent) {
        return new Call(method, uri, headers, newContent, scope, repeatable);
    }

    Call once() {
        return new Call(method, uri, headers, content, scope, false);
    }

    /// Returns method and URI for messages; the query may be signed, and is left out.
    String describe() {
        return method + " " + place(uri);
    }

    /// Returns a URI for messages: without a query, which may be signed, and without a user.
    static String place(URI uri) {
        return uri.getScheme() + "://" + Authority.of(uri.getRawAuthority()) + uri.getPath();
    }
}
