package dev.lamina.hub.ops;

import dev.lamina.http.AnsweredRequest;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Optional;

/// A request as one line of JSON.
final class AccessLogLine {

    /// Longer paths and user agents are cut: clients make them up.
    private static final int MAX_TEXT = 1_000;

    private AccessLogLine() {}

    static String of(AnsweredRequest request) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("time", request.time().toString());
        members.put("remote", request.remoteAddress());
        members.put("account", request.account().orElse(null));
        members.put("method", cut(request.method()));
        members.put("path", cut(request.path()));
        members.put("status", (long) request.status());
        members.put("received", request.received());
        members.put("sent", request.sent());
        members.put("milliseconds", request.duration().toNanos() / 1_000 / 1e3);
        members.put("user_agent", request.userAgent().map(AccessLogLine::cut).orElse(null));
        return printable(Json.line(members)) + "\n";
    }

    private static String cut(String text) {
        return Optional.of(text)
                .filter(whole -> whole.length() <= MAX_TEXT)
                .orElseGet(() -> text.substring(0, MAX_TEXT) + "...");
    }

    /// JSON escapes the control characters of ASCII; terminals obey more of them. All are inside of
    /// strings.
    private static String printable(String json) {
        var text = new StringBuilder(json.length());
        json.chars()
                .forEach(
                        c -> {
                            if (c < 0x7f) {
                                text.append((char) c);
                            } else {
                                text.append("\\u%04x".formatted(c));
                            }
                        });
        return text.toString();
    }
}
