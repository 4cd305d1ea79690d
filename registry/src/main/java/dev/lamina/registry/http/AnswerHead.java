package dev.lamina.registry.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/// The status line and the fields of an answer (RFC 9112, 4 and 5).
///
/// @param minor of the version: `HTTP/1.minor`
record AnswerHead(int minor, int status, Headers headers) {

    private static final String VERSION = "HTTP/1.";

    /// What a name may have besides letters and digits (RFC 9110, 5.6.2).
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /// Reads a head.
    ///
    /// @throws ProtocolException if it is none, or longer than [HttpLimits] allows
    static AnswerHead read(HttpInput in) throws IOException {
        // Garbage need not have an end of line.
        for (int i = 0; i < VERSION.length(); i++) {
            int next = in.next();
            if (next != VERSION.charAt(i)) {
                throw notHttp();
            }
        }
        String line = in.line(HttpLimits.LINE, "status line");
        if (line.length() < 5
                || !isDigit(line.charAt(0))
                || line.charAt(1) != ' '
                || !isStatus(line.substring(2, 5))
                || line.length() > 5 && line.charAt(5) != ' ') {
            throw notHttp();
        }
        int status = Integer.parseInt(line.substring(2, 5));
        return new AnswerHead(line.charAt(0) - '0', status, fields(in));
    }

    /// Reads fields up to the empty line that ends them.
    static Headers fields(HttpInput in) throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        int left = HttpLimits.HEAD;
        while (true) {
            String line = in.line(Math.min(left, HttpLimits.LINE), "header");
            if (line.isEmpty()) {
                return new Headers(fields);
            }
            left -= line.length() + 2;
            if (fields.size() == HttpLimits.FIELDS || left < 0) {
                throw new ProtocolException(
                        "header: expected at most %d fields of %d bytes together, got more"
                                .formatted(HttpLimits.FIELDS, HttpLimits.HEAD));
            }
            fields.add(field(line));
        }
    }

    /// A name with white space around it is read in several ways, and so is a line that goes on (RFC 9112, 5.1 and
    /// 5.2): both are refused.
    private static Headers.Field field(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.substring(0, colon))) {
            throw new ProtocolException("header: expected NAME: VALUE, got another form");
        }
        return new Headers.Field(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !isDigit(c) && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isStatus(String text) {
        return text.charAt(0) >= '1'
                && isDigit(text.charAt(0))
                && isDigit(text.charAt(1))
                && isDigit(text.charAt(2));
    }

    private static ProtocolException notHttp() {
        return new ProtocolException("answer: expected HTTP/1.1, got something else");
    }

    /// Tells whether another answer follows, to the same request.
    boolean isInterim() {
        return status / 100 == 1;
    }

    /// Tells whether the peer keeps the connection (RFC 9112, 9.3).
    boolean keepsConnection() {
        return minor > 0
                ? !headers.has("Connection", "close")
                : headers.has("Connection", "keep-alive");
    }
}
