package dev.lamina.engine.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/// The form of the store's own small files: a line with magic and version, a line for each fact
/// (`key value`), and a line with the CRC-32C of all lines before it.
public final class CheckedLines {

    private static final String CHECK = "check ";

    private final String[] lines;
    private int next = 1;

    private CheckedLines(String[] lines) {
        this.lines = lines;
    }

    /// Returns the text form.
    ///
    /// @param facts each `key value`
    public static String write(String magic, List<String> facts) {
        String covered = magic + "\n" + String.join("\n", facts) + "\n";
        return covered + check(covered);
    }

    /// Begins to read the text form.
    ///
    /// @throws IllegalArgumentException if it is another form, or not whole
    public static CheckedLines parse(String magic, String text) {
        int end = text.lastIndexOf(CHECK);
        if (end < 0 || !text.substring(end).equals(check(text.substring(0, end)))) {
            throw new IllegalArgumentException(magic + ": checksum does not fit");
        }
        String[] lines = text.substring(0, end).split("\n");
        if (!lines[0].equals(magic)) {
            throw new IllegalArgumentException("expected '" + magic + "', got '" + lines[0] + "'");
        }
        return new CheckedLines(lines);
    }

    /// Returns the value of the next line, which must have this key.
    public String value(String key) {
        if (next == lines.length || !lines[next].startsWith(key + " ")) {
            throw new IllegalArgumentException("line " + (next + 1) + ": expected " + key);
        }
        return lines[next++].substring(key.length() + 1);
    }

    /// Returns the values of all remaining lines, which must have this key.
    public List<String> values(String key) {
        List<String> values = new ArrayList<>();
        while (next < lines.length) {
            values.add(value(key));
        }
        return values;
    }

    private static String check(String covered) {
        var crc = new CRC32C();
        crc.update(covered.getBytes(UTF_8));
        return CHECK + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
    }
}
