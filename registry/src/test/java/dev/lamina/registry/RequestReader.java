package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads requests of HTTP/1.1 as they come.
final class RequestReader {

    private RequestReader() {}

    /// Returns the next request; null at the end.
    ///
    /// @param origin scheme and host, to stand before the path; empty for none
    static @Nullable Request read(InputStream in, String origin) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ");
        if (words.length != 3) {
            throw new EOFException("not HTTP");
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new EOFException("not HTTP");
            }
            headers.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Request(words[0], origin + words[1], headers, content(in, headers), "");
    }

    private static byte[] content(InputStream in, Map<String, List<String>> headers)
            throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).get(0));
        return in.readNBytes(length);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var content = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in), 16);
            content.write(in.readNBytes(length));
            line(in);
            if (length == 0) {
                return content.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new EOFException();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
