package dev.lamina.testing.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.tree.DumpLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The dump of a directory of the host, in the form of [DumpLine]. Everything is asked of find(1),
/// stat(1) and getfattr(1), so that no code of ours judges itself.
final class DirectoryDump {

    /// type, permissions, owner, group, seconds, inode, links, path, target
    private static final String FORMAT = "%y\\0%m\\0%U\\0%G\\0%T@\\0%i\\0%n\\0%P\\0%l\\0";

    private static final int FIELDS = 9;

    private final Path root;
    private final Map<String, SortedMap<Bytes, Bytes>> xattrs;
    private final Map<String, String> devices;
    private final Map<String, TreePath> firstPaths = new HashMap<>();

    private DirectoryDump(Path root) throws IOException {
        this.root = root;
        this.xattrs = xattrs(root);
        this.devices = devices(root);
    }

    /// Returns the dump of a directory.
    static String of(Path root) throws IOException {
        var dump = new DirectoryDump(root);
        var nodes = new TreeMap<TreePath, String[]>();
        String[] fields = Tool.require("find").run(root, "-printf", FORMAT).split("\0", -1);
        for (int i = 0; i + FIELDS <= fields.length; i += FIELDS) {
            String[] node = List.of(fields).subList(i, i + FIELDS).toArray(String[]::new);
            nodes.put(path(node[7]), node);
        }
        var text = new StringBuilder();
        for (Map.Entry<TreePath, String[]> node : nodes.entrySet()) {
            text.append(dump.line(node.getKey(), node.getValue())).append('\n');
        }
        return text.toString();
    }

    private String line(TreePath path, String[] node) throws IOException {
        if (!node[0].equals("d") && !node[6].equals("1")) {
            TreePath first = firstPaths.putIfAbsent(node[5], path);
            if (first != null) {
                return DumpLine.hardLink(path, first);
            }
        }
        var attributes =
                new Attributes(
                        Integer.parseInt(node[1], 8),
                        Long.parseLong(node[2]),
                        Long.parseLong(node[3]),
                        time(node[4]),
                        xattrs.getOrDefault(node[7], new TreeMap<>()));
        return switch (node[0]) {
            case "d" -> DumpLine.directory(path, attributes);
            case "f" -> DumpLine.file(path, attributes, content(node[7]));
            case "l" -> DumpLine.symlink(path, attributes, bytes(node[8]));
            case "p" -> DumpLine.fifo(path, attributes);
            case "b", "c" -> {
                String[] numbers = devices.get(node[7]).split(":");
                int major = Integer.parseInt(numbers[0], 16);
                int minor = Integer.parseInt(numbers[1], 16);
                yield DumpLine.device(path, attributes, node[0].equals("b"), major, minor);
            }
            default -> throw new AssertionError("a " + node[0] + " at " + path);
        };
    }

    /// Through a URI, because a path of Java has no text for names that are not UTF-8.
    private String content(String path) throws IOException {
        var escaped = new StringBuilder(root.toUri().toString());
        for (byte b : path.getBytes(ISO_8859_1)) {
            escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        try (InputStream in = Files.newInputStream(Path.of(URI.create(escaped.toString())))) {
            return DumpLine.content(in);
        }
    }

    private static Instant time(String seconds) {
        int point = seconds.indexOf('.');
        long whole = Long.parseLong(seconds.substring(0, point));
        return Instant.ofEpochSecond(
                whole, Long.parseLong(seconds.substring(point + 1, point + 10)));
    }

    private static TreePath path(String text) {
        var names = new ArrayList<Name>();
        for (String name : text.split("/")) {
            if (!name.isEmpty()) {
                names.add(new Name(bytes(name)));
            }
        }
        return TreePath.of(names);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(ISO_8859_1));
    }

    /// Returns `major:minor`, hexadecimal, by path.
    private static Map<String, String> devices(Path root) throws IOException {
        String[] fields =
                Tool.require("find")
                        .run(
                                root,
                                "(",
                                "-type",
                                "b",
                                "-o",
                                "-type",
                                "c",
                                ")",
                                "-exec",
                                "stat",
                                "--printf",
                                "%t:%T\\0%n\\0",
                                "{}",
                                "+")
                        .split("\0");
        var devices = new HashMap<String, String>();
        for (int i = 0; i + 1 < fields.length; i += 2) {
            devices.put(relative(root, fields[i + 1]), fields[i]);
        }
        return devices;
    }

    /// Reads `# file: PATH` lines, each with lines `NAME=0xHEX` behind it; bytes that are no text
    /// are escaped in octal.
    private static Map<String, SortedMap<Bytes, Bytes>> xattrs(Path root) throws IOException {
        String text =
                Tool.require("getfattr")
                        .run(
                                "-R",
                                "-P",
                                "-h",
                                "-d",
                                "-m",
                                "-",
                                "-e",
                                "hex",
                                "--absolute-names",
                                root);
        var all = new HashMap<String, SortedMap<Bytes, Bytes>>();
        SortedMap<Bytes, Bytes> current = new TreeMap<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("# file: ")) {
                current = new TreeMap<>();
                all.put(relative(root, octal(line.substring("# file: ".length()))), current);
            } else if (!line.isEmpty()) {
                int end = line.lastIndexOf("=0x");
                Bytes name = bytes(octal(end < 0 ? line : line.substring(0, end)));
                String hex = end < 0 ? "" : line.substring(end + 3);
                current.put(name, Bytes.of(HexFormat.of().parseHex(hex)));
            }
        }
        return all;
    }

    private static String relative(Path root, String path) {
        String prefix = root.toString();
        return path.length() == prefix.length() ? "" : path.substring(prefix.length() + 1);
    }

    private static String octal(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}
