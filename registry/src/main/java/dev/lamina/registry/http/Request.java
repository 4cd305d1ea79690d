package dev.lamina.registry.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// One request, as it is written.
///
/// @param head    the request line and the fields, with the empty line
/// @param content what follows
record Request(URI uri, String method, byte[] head, Content content) {

    /// Makes a request.
    ///
    /// @param absolute whether the whole URI is the target, as a proxy wants it (RFC 9112, 3.2.2)
    /// @throws IOException if a field could not be written as what it is
    static Request of(
            String method, URI uri, boolean absolute, Map<String, String> fields, Content content)
            throws IOException {
        URI ascii = URI.create(uri.toASCIIString());
        Authority host = host(ascii);
        var head = new StringBuilder(512);
        head.append(method).append(' ');
        if (absolute) {
            head.append(ascii.getScheme()).append("://").append(host);
        }
        head.append(target(ascii)).append(" HTTP/1.1\r\n");
        add(head, "Host", host.toString());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            add(head, field.getKey(), field.getValue());
        }
        if (content.length() > 0 || mayHaveContent(method)) {
            add(head, "Content-Length", Long.toString(content.length()));
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
        return new Request(uri, method, bytes, content);
    }

    /// Makes the request for a tunnel (RFC 9110, 9.3.6).
    static Request tunnel(URI uri, Map<String, String> fields) throws IOException {
        String target = Authority.of(uri).toString();
        var head = new StringBuilder(256);
        head.append("CONNECT ").append(target).append(" HTTP/1.1\r\n");
        add(head, "Host", target);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            add(head, field.getKey(), field.getValue());
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
        return new Request(uri, "CONNECT", bytes, Content.NONE);
    }

    /// Tells whether it may be sent again if nothing of an answer came (RFC 9110, 9.2.2): it changes nothing.
    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /// With a length of 0 a GET would claim to have a body.
    private static boolean mayHaveContent(String method) {
        return switch (method) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    /// A port that the scheme implies is left out.
    private static Authority host(URI uri) {
        Authority host = Authority.of(uri);
        boolean implied = host.port() == ("http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443);
        return implied ? new Authority(host.host(), -1) : host;
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /// A line end in a value would begin another field.
    private static void add(StringBuilder head, String name, String value) throws IOException {
        boolean visible = AnswerHead.isToken(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            visible &= c >= ' ' && c != 0x7f && c <= 0xff || c == '\t';
        }
        if (!visible) {
            throw new IOException("header " + name + ": expected visible characters, got others");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
