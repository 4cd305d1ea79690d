package dev.lamina.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A form that was sent: `application/x-www-form-urlencoded` (URL standard).
public final class FormBody {

    /// Enough for names and secrets.
    private static final int MAX_SIZE = 16 << 10;

    private static final int MAX_FIELD_COUNT = 1_000;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Map<String, List<String>> fields;

    private FormBody(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /// Reads a form without long texts.
    ///
    /// @throws HttpException if it is no form, malformed or too large
    public static FormBody read(Exchange exchange) throws HttpException, IOException {
        return read(exchange, MAX_SIZE);
    }

    /// Reads a form.
    ///
    /// @param most bytes that it may have
    /// @throws HttpException if it is no form, malformed or too large
    public static FormBody read(Exchange exchange, int most) throws HttpException, IOException {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.regionMatches(true, 0, TYPE, 0, TYPE.length())) {
            throw new HttpException(415, "form: expected " + TYPE + ", got '" + type + "'");
        }
        Bytes body =
                exchange.readBody(most)
                        .orElseThrow(
                                () ->
                                        new HttpException(
                                                413, "form: expected at most " + most + " bytes"));
        return parse(body.utf8());
    }

    static FormBody parse(String text) throws HttpException {
        var fields = new LinkedHashMap<String, List<String>>();
        String[] pairs = text.isEmpty() ? new String[0] : text.split("&", MAX_FIELD_COUNT + 1);
        if (pairs.length > MAX_FIELD_COUNT) {
            throw new HttpException(413, "form: expected at most " + MAX_FIELD_COUNT + " fields");
        }
        for (String pair : pairs) {
            int end = pair.indexOf('=');
            String name = decode(end < 0 ? pair : pair.substring(0, end));
            String value = end < 0 ? "" : decode(pair.substring(end + 1));
            fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        return new FormBody(fields);
    }

    private static String decode(String text) throws HttpException {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, "form: expected percent-encoded UTF-8");
        }
    }

    /// Returns the first value of a field.
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /// Returns all values of a field, in their order.
    public List<String> values(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }
}
