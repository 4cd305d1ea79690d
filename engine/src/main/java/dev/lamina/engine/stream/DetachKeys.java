package dev.lamina.engine.stream;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

/// The keys by which somebody at a container's terminal leaves it running, as Docker writes them:
/// letters, and `ctrl-` with a letter or one of `@ [ \ ] ^ _`, between commas.
///
/// @param sequence what a terminal sends when they are pressed; not empty
public record DetachKeys(Bytes sequence) {

    private static final String DEFAULT = "ctrl-p,ctrl-q";

    public DetachKeys {
        if (sequence.length() == 0) {
            throw new IllegalArgumentException("detach keys: expected at least one, got none");
        }
    }

    /// Reads them.
    ///
    /// @param text empty for the usual ones
    /// @throws IllegalArgumentException if it is not written so
    public static DetachKeys parse(String text) {
        var sequence = new ByteArrayOutputStream();
        for (String key : (text.isEmpty() ? DEFAULT : text).split(",", -1)) {
            sequence.write(code(key, text));
        }
        return new DetachKeys(Bytes.of(sequence.toByteArray()));
    }

    private static int code(String key, String text) {
        if (key.length() == 1 && key.charAt(0) > ' ' && key.charAt(0) < 0x7f) {
            return key.charAt(0);
        }
        String control = key.toLowerCase(Locale.ROOT);
        if (control.matches("ctrl-[a-z@\\[\\\\\\]^_]")) {
            // The five low bits of the capital letter (ascii(7)).
            return Character.toUpperCase(control.charAt(control.length() - 1)) & 0x1f;
        }
        throw new IllegalArgumentException("Invalid detach keys (" + text + ") provided");
    }

    /// The keys that are typed on one terminal. Those with which the sequence may begin are kept back until
    /// the next one tells.
    final class Typed {

        private int matched;

        /// Takes what was typed and gives what the container is to read.
        ///
        /// @param output has room for all that is in `input` and for the sequence
        /// @return whether the sequence was typed; what came after it is lost
        boolean pass(ByteBuffer input, ByteBuffer output) {
            while (input.hasRemaining()) {
                byte key = input.get();
                if (key != sequence.at(matched)) {
                    for (int i = 0; i < matched; i++) {
                        output.put(sequence.at(i));
                    }
                    matched = 0;
                }
                if (key != sequence.at(matched)) {
                    output.put(key);
                } else if (++matched == sequence.length()) {
                    matched = 0;
                    return true;
                }
            }
            return false;
        }
    }
}
