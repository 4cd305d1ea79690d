package dev.lamina.hub.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.account.Sessions;
import dev.lamina.image.Bytes;

import java.io.IOException;
import java.net.URLEncoder;

/// Somebody who looks at pages and sends their forms, as a browser would.
final class PageClient {

    private static final String NO_SESSION = "no session";

    private final RawHttp http;
    private final String session;

    private PageClient(RawHttp http, String session) {
        this.http = http;
        this.session = session;
    }

    /// Somebody who has not logged in.
    static PageClient anonymous(RawHttp http) {
        return new PageClient(http, NO_SESSION);
    }

    static PageClient login(RawHttp http, String name, String password) throws IOException {
        RawHttp.Answer answer = anonymous(http).post("/login", "name", name, "password", password);
        if (answer.status() != 303) {
            throw new IOException("login of " + name + ": expected 303, got " + answer);
        }
        String cookie = answer.header("Set-Cookie");
        return new PageClient(http, cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    }

    RawHttp.Answer get(String path, String... headers) throws IOException {
        return send("GET", path, Bytes.EMPTY, headers);
    }

    /// Sends a form.
    ///
    /// @param fields names and values in turn
    RawHttp.Answer post(String path, String... fields) throws IOException {
        var form = new StringBuilder("form=" + Sessions.formToken(session));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], UTF_8));
        }
        return send(
                "POST",
                path,
                Bytes.utf8(form.toString()),
                "Content-Type: application/x-www-form-urlencoded");
    }

    private RawHttp.Answer send(String method, String path, Bytes body, String... headers)
            throws IOException {
        String[] all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 1, headers.length);
        all[0] = session.equals(NO_SESSION) ? "X-None: 1" : "Cookie: lamina=" + session;
        return http.send(method, path, body, all);
    }
}
