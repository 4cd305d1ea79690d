package dev.lamina.hub.ops;

import java.util.Locale;

/// What a path is about, in few words: metrics must not grow with what clients make up.
enum RouteClass {
    PING,
    MANIFEST,
    BLOB,
    UPLOAD,
    TAGS,
    REFERRERS,
    CATALOG,
    SEARCH,
    TOKEN,
    API,
    PAGE;

    /// Returns what a path is about.
    static RouteClass of(String path) {
        if (path.startsWith("/v2/")) {
            return ofProtocol(path);
        }
        if (path.startsWith("/v1/")) {
            return SEARCH;
        }
        return switch (path) {
            case "/v2" -> PING;
            case "/token" -> TOKEN;
            default -> path.startsWith("/api/") ? API : PAGE;
        };
    }

    private static RouteClass ofProtocol(String path) {
        if (path.equals("/v2/")) {
            return PING;
        }
        if (path.equals("/v2/_catalog")) {
            return CATALOG;
        }
        if (path.contains("/blobs/uploads")) {
            return UPLOAD;
        }
        String parent = path.substring(0, path.lastIndexOf('/'));
        return switch (parent.substring(parent.lastIndexOf('/') + 1)) {
            case "manifests" -> MANIFEST;
            case "blobs" -> BLOB;
            case "tags" -> TAGS;
            case "referrers" -> REFERRERS;
            default -> API;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
