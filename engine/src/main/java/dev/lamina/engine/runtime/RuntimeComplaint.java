package dev.lamina.engine.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Why the runtime could not start a command, as its log says: each line an error, or a JSON object
/// with a level.
///
/// The log tells this from a command that ended with the same exit status as the runtime would.
public record RuntimeComplaint(String message) {

    /// A log is a few lines; what is longer than this is not read.
    private static final long MAX_SIZE = 1 << 20;

    /// Finds the last error in a log.
    public static Optional<RuntimeComplaint> last(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) > MAX_SIZE) {
            return Optional.empty();
        }
        RuntimeComplaint last = null;
        // Not Files.readAllLines, which refuses what is not UTF-8: an argument may be in the log.
        String text = new String(Files.readAllBytes(log), UTF_8);
        for (String line : text.split("\n")) {
            Optional<String> error = error(line);
            if (error.isPresent()) {
                last = new RuntimeComplaint(error.get());
            }
        }
        return Optional.ofNullable(last);
    }

    private static Optional<String> error(String line) {
        if (!line.startsWith("{")) {
            return line.isBlank() ? Optional.empty() : Optional.of(line.strip());
        }
        try {
            JsonObject entry = Json.parseObject(Bytes.utf8(line), "log of the runtime");
            String level = entry.string("level");
            return level.equals("error") || level.equals("fatal")
                    ? Optional.of(entry.string("msg"))
                    : Optional.empty();
        } catch (ImageFormatException e) {
            return Optional.empty();
        }
    }

    /// Returns the error that a caller gets.
    public RunFailedException toException() {
        return new RunFailedException(exitStatus(), "container runtime: " + message);
    }

    private int exitStatus() {
        String text = message.toLowerCase(Locale.ROOT);
        if (!text.contains("exec")) {
            return RunFailedException.NOT_MADE;
        }
        if (text.contains("not found") || text.contains("no such file")) {
            return RunFailedException.NOT_FOUND;
        }
        return text.contains("permi") || text.contains("format error")
                ? RunFailedException.NOT_EXECUTABLE
                : RunFailedException.NOT_MADE;
    }
}
