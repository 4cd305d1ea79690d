package dev.lamina.engine.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The further formats that this machine runs with the help of a program, for instance those of other
/// processors: Linux, `Documentation/admin-guide/binfmt-misc.rst`.
public final class RegisteredFormats {

    /// Where the kernel lists them.
    public static final Path KERNEL = Path.of("/proc/sys/fs/binfmt_misc");

    private static final Set<String> NO_FORMATS = Set.of("register", "status");

    private final List<Map<String, String>> formats;

    private RegisteredFormats(List<Map<String, String>> formats) {
        this.formats = List.copyOf(formats);
    }

    /// Reads them; none where the kernel has no such list.
    ///
    /// @param directory the list, a file for each
    public static RegisteredFormats read(Path directory) {
        List<Map<String, String>> formats = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!NO_FORMATS.contains(file.getFileName().toString())) {
                    formats.add(parse(Files.readString(file, ISO_8859_1)));
                }
            }
        } catch (IOException e) {
            return new RegisteredFormats(List.of());
        }
        return new RegisteredFormats(formats);
    }

    /// Each line is a word, and perhaps a value.
    private static Map<String, String> parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : text.split("\n")) {
            int space = line.indexOf(' ');
            values.put(
                    space < 0 ? line : line.substring(0, space),
                    space < 0 ? "" : line.substring(space + 1).strip());
        }
        return values;
    }

    /// Tells whether one of them is that of a file.
    ///
    /// @param head its first bytes
    /// @param path by which it is started
    boolean contain(byte[] head, String path) {
        for (Map<String, String> format : formats) {
            if (format.containsKey("enabled") && isOf(format, head, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(Map<String, String> format, byte[] head, String path) {
        String extension = format.getOrDefault("extension", "");
        if (!extension.isEmpty()) {
            return path.endsWith(extension);
        }
        try {
            byte[] magic = HexFormat.of().parseHex(format.getOrDefault("magic", ""));
            byte[] mask = HexFormat.of().parseHex(format.getOrDefault("mask", ""));
            int offset = Integer.parseInt(format.getOrDefault("offset", "0"));
            return begins(head, offset, magic, mask);
        } catch (IllegalArgumentException e) {
            return true; // Nobody knows: the kernel decides.
        }
    }

    private static boolean begins(byte[] head, int offset, byte[] magic, byte[] mask) {
        for (int i = 0; i < magic.length; i++) {
            int got = offset + i < head.length ? head[offset + i] : 0;
            int bits = i < mask.length ? mask[i] : -1;
            if (((got ^ magic[i]) & bits) != 0) {
                return false;
            }
        }
        return magic.length > 0;
    }
}
