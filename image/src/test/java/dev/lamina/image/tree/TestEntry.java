package dev.lamina.image.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the notation in which tests write layers, which is that of a dump ([DumpLine]); the
/// content of a file is written out: `etc/hosts mode=0600 = 127.0.0.1 localhost`. A whiteout is a
/// path alone.
///
/// @param path   without a slash at its end; bytes as ISO 8859-1, as all texts here
/// @param kind   `/` directory, `=` file, `>` symbolic link, `L` hard link, `c`, `b`, `p`, and `w`
///     for a whiteout
/// @param attributes as they stand in the line, each with a space before it
/// @param rest   content, target or numbers
record TestEntry(String path, char kind, String attributes, String rest) {

    private static final Pattern LINE =
            Pattern.compile(
                    "(\\S+?)(/?)((?: (?:mode|owner|mtime|xattr:[^ =]*)=\\S*)*)"
                            + "(?: (=|->|==|char|block|fifo)(?: (.*))?)?",
                    Pattern.DOTALL);

    /// Reads lines.
    static List<TestEntry> parse(String notation) {
        var entries = new ArrayList<TestEntry>();
        for (String line : notation.split("\n")) {
            if (!line.isEmpty()) {
                TestEntry entry = parseLine(line);
                entries.add(entry.kind == 'L' ? entry.asItsTarget(entries) : entry);
            }
        }
        return entries;
    }

    /// The entry of a hard link without attributes has those of the entry with its target's path, as
    /// tar programs write it.
    private TestEntry asItsTarget(List<TestEntry> before) {
        String known = attributes;
        for (TestEntry entry : before) {
            if (attributes.isEmpty() && entry.kind != 'w' && entry.path.equals(rest)) {
                known = entry.attributes;
            }
        }
        return new TestEntry(path, kind, known, rest);
    }

    private static TestEntry parseLine(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the notation of a dump: " + line);
        }
        boolean root = matcher.group(1).equals("/");
        char kind =
                switch (matcher.group(4)) {
                    case null -> matcher.group(2).isEmpty() && !root ? 'w' : '/';
                    case "==" -> 'L';
                    case "->" -> '>';
                    case "fifo" -> 'p';
                    case String word -> word.charAt(0);
                };
        String rest = matcher.group(5) == null ? "" : matcher.group(5);
        String path = root ? "" : plain(matcher.group(1));
        return new TestEntry(path, kind, matcher.group(3), plain(rest));
    }

    /// The name of the whiteout file or node.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The path of the directory above; empty for the root.
    String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// Returns the value of an attribute, or the usual one.
    String attribute(String name, String usual) {
        Matcher matcher = Pattern.compile(" " + name + "=(\\S*)").matcher(attributes);
        return matcher.find() ? matcher.group(1) : usual;
    }

    /// Takes escapes back: the text has a character for each byte.
    static String plain(String text) {
        var bytes = new ByteArrayOutputStream();
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] == '\\') {
                bytes.write(Integer.parseInt(new String(escaped, i + 2, 2, ISO_8859_1), 16));
                i += 3;
            } else {
                bytes.write(escaped[i]);
            }
        }
        return bytes.toString(ISO_8859_1);
    }

    /// Escapes a path as dumps do.
    static String escapedPath(String path) {
        var text = new ArrayList<String>();
        for (String name : path.split("/")) {
            text.add(EscapedText.word(bytes(name)));
        }
        return String.join("/", text);
    }

    static Bytes bytes(String plain) {
        return Bytes.of(plain.getBytes(ISO_8859_1));
    }
}
