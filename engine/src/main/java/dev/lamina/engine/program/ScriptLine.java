package dev.lamina.engine.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/// The first line of a script, which names the program that reads it (execve(2), "Interpreter
/// scripts"; `load_script`).
final class ScriptLine {

    /// As much of a file as the kernel looks at (since Linux 5.1).
    static final int MAX_LENGTH = 256;

    private ScriptLine() {}

    /// Tells whether a file that begins so is meant to be a script.
    static boolean isOne(byte[] head) {
        return head.length >= 2 && head[0] == '#' && head[1] == '!';
    }

    /// Returns the program.
    ///
    /// @param head the first bytes, no more than the kernel looks at
    /// @return nothing if none is named, or its path is longer than what the kernel looks at
    static Optional<String> interpreter(byte[] head) {
        int end = 2;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        int from = 2;
        while (from < end && isBlank(head[from])) {
            from++;
        }
        int to = from;
        while (to < end && !isBlank(head[to]) && head[to] != 0) {
            to++;
        }
        boolean cut = to == MAX_LENGTH;
        return to == from || cut
                ? Optional.empty()
                : Optional.of(new String(Arrays.copyOfRange(head, from, to), UTF_8));
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }
}
