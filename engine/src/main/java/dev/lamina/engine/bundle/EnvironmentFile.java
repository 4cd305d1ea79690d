package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.RunFailedException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A file of environment variables, one a line, as `docker run --env-file` reads it.
///
/// A line is `NAME=VALUE`, or `NAME` for the value that the caller has; blank lines and lines that
/// begin with `#` mean nothing. Nothing is unquoted or expanded.
public final class EnvironmentFile {

    /// The largest file; the kernel's own limit for arguments and environment is a few MiB.
    public static final int MAX_SIZE = 1 << 20;

    private final Path file;

    public EnvironmentFile(Path file) {
        this.file = file;
    }

    /// Returns the variables as `NAME=VALUE`, in order. A name alone that the caller has not is left
    /// out.
    ///
    /// @param caller the caller's environment
    /// @throws RunFailedException if the file is too large, not UTF-8, or has a line that is none of
    ///     those
    public List<String> read(Map<String, String> caller) throws IOException {
        List<String> variables = new ArrayList<>();
        int number = 0;
        for (String full : text().split("\n")) {
            number++;
            String line = full.endsWith("\r") ? full.substring(0, full.length() - 1) : full;
            line = line.stripLeading();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                add(line, number, caller, variables);
            }
        }
        return variables;
    }

    private void add(String line, int number, Map<String, String> caller, List<String> variables)
            throws RunFailedException {
        int equals = line.indexOf('=');
        String name = equals < 0 ? line : line.substring(0, equals);
        if (name.isEmpty()) {
            throw refuse(number, "no variable name on line '" + line + "'");
        }
        if (name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
            throw refuse(number, "variable '" + name + "' contains whitespaces");
        }
        if (line.indexOf(0) >= 0) {
            throw refuse(number, "variable '" + name.replace('\0', '?') + "' contains NUL");
        }
        if (equals >= 0) {
            variables.add(line);
        } else if (caller.containsKey(name)) {
            variables.add(name + '=' + caller.get(name));
        }
    }

    private String text() throws IOException {
        if (Files.isDirectory(file)) {
            throw refuse("read " + file + ": is a directory");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_SIZE + 1);
        } catch (NoSuchFileException e) {
            throw refuse("open " + file + ": no such file or directory");
        }
        if (bytes.length > MAX_SIZE) {
            throw refuse(
                    "invalid env file ("
                            + file
                            + "): expected at most "
                            + MAX_SIZE
                            + " bytes, got more");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refuse("invalid env file (" + file + "): expected UTF-8, got other bytes");
        }
    }

    private RunFailedException refuse(int line, String why) {
        return refuse("invalid env file (" + file + "), line " + line + ": " + why);
    }

    private static RunFailedException refuse(String message) {
        return new RunFailedException(RunFailedException.NOT_MADE, message);
    }
}
