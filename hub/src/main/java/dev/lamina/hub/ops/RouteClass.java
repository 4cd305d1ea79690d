package dev.lamina.hub.ops;

import java.util.Locale;
import java.util.regex.Pattern;

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
    PAGE,
    OTHER;

    private static final Pattern UPLOADS = Pattern.compile("/blobs/uploads(?:/[^/]*)?$");

    /// Returns what a path is about.
    ///
    /// @param isOfApi whether it is the API's, which looks like the protocol's in part
    static RouteClass of(String path, boolean isOfApi) {
        if (isOfApi) {
            return API;
        }
        if (path.startsWith("/v2/")) {
            return ofProtocol(path);
        }
        if (path.startsWith("/v1/")) {
            return SEARCH;
        }
        return switch (path) {
            case "/v2" -> PING;
            case "/token" -> TOKEN;
            default -> PAGE;
        };
    }

    /// A repository may have any of these words in its name, so the end decides.
    private static RouteClass ofProtocol(String path) {
        if (path.equals("/v2/")) {
            return PING;
        }
        if (path.equals("/v2/_catalog")) {
            return CATALOG;
        }
        if (UPLOADS.matcher(path).find()) {
            return UPLOAD;
        }
        String parent = path.substring(0, path.lastIndexOf('/'));
        return switch (parent.substring(parent.lastIndexOf('/') + 1)) {
            case "manifests" -> MANIFEST;
            case "blobs" -> BLOB;
            case "tags" -> path.endsWith("/list") ? TAGS : OTHER;
            case "referrers" -> REFERRERS;
            default -> OTHER;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
