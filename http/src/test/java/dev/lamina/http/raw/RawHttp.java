package dev.lamina.http.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that sends exactly what it is told and shows exactly what it got: one connection a
/// request, no redirects, no headers of its own but Host and Connection.
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final InetSocketAddress server;

    public RawHttp(InetSocketAddress server) {
        this.server = server;
    }

    public Answer get(String path, String... headers) throws IOException {
        return send("GET", path, Bytes.EMPTY, headers);
    }

    public Answer head(String path, String... headers) throws IOException {
        return send("HEAD", path, Bytes.EMPTY, headers);
    }

    public Answer delete(String path) throws IOException {
        return send("DELETE", path, Bytes.EMPTY);
    }

    /// Sends a request; a body gets its Content-Length. Headers are `Name: value`.
    public Answer send(String method, String path, Bytes body, String... headers)
            throws IOException {
        try (Socket socket = open(method, path, framed(method, body, headers))) {
            body.writeTo(socket.getOutputStream());
            return Answer.read(socket.getInputStream(), method);
        }
    }

    private static String[] framed(String method, Bytes body, String... headers) {
        boolean bare = body.isEmpty() && (method.equals("GET") || method.equals("HEAD"));
        List<String> all = new java.util.ArrayList<>(List.of(headers));
        if (!bare) {
            all.add("Content-Length: " + body.length());
        }
        return all.toArray(String[]::new);
    }

    /// Opens a connection and sends a request's head; the body is the caller's.
    public Socket open(String method, String path, String... headers) throws IOException {
        var socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        head.append("Host: ").append(server.getHostString()).append("\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        return socket;
    }

    /// What came back.
    ///
    /// @param headers by name in lower case
    public record Answer(int status, Map<String, String> headers, Bytes body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "(none)");
        }

        public String text() {
            return body.utf8();
        }

        public static Answer read(InputStream stream, String method) throws IOException {
            var in = new BufferedInputStream(stream);
            String start = line(in);
            if (!start.startsWith("HTTP/1.1 ")) {
                throw new IOException("answer: expected a status line, got '" + start + "'");
            }
            int status = Integer.parseInt(start.substring(9, 12));
            if (status == 100) {
                line(in);
                return read(in, method);
            }
            var headers = new TreeMap<String, String>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new Answer(status, headers, method.equals("HEAD") ? Bytes.EMPTY : rest(in));
        }

        private static Bytes rest(InputStream in) throws IOException {
            return Bytes.of(in.readAllBytes());
        }

        private static String line(InputStream in) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            return line.toString(ISO_8859_1).strip();
        }
    }
}
