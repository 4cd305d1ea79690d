package dev.lamina.engine.bundle;

import dev.lamina.image.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// JSON that is written as text, piece by piece.
///
/// The document of a container is mostly ready text; a tree of it would only have to be built and
/// written again.
final class JsonText {

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
        out.append(Json.line(text));
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
}
