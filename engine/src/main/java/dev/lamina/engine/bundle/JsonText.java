package dev.lamina.engine.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// JSON that is written as text, piece by piece.
///
/// The document of a container is mostly ready text; a tree of it would only have to be built and
/// written again.
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out;

    /// @param size how many characters are expected
    JsonText(int size) {
        out = new StringBuilder(size);
    }

    /// Adds text that is JSON already.
    JsonText raw(String json) {
        out.append(json);
        return this;
    }

    JsonText number(int number) {
        out.append(number);
        return this;
    }

    JsonText bool(boolean value) {
        out.append(value);
        return this;
    }

    /// Adds a string, in quotes and escaped.
    JsonText string(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escape(c);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
        return this;
    }

    /// Adds an array of strings.
    JsonText strings(List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            string(texts.get(i));
        }
        out.append(']');
        return this;
    }

    byte[] utf8() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(char c) {
        out.append('\\');
        if (c < ' ') {
            out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
            out.append(c);
        }
    }
}
