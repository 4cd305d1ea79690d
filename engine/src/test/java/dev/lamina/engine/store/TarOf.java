package dev.lamina.engine.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;

/// Makes tars by hand, right or wrong, and not by the code under test (POSIX.1-2017, pax, "ustar
/// Interchange Format").
public final class TarOf {

    /// Types of entries.
    public static final char FILE = '0';

    public static final char HARD_LINK = '1';
    public static final char SYMBOLIC_LINK = '2';
    public static final char DEVICE = '3';
    public static final char DIRECTORY = '5';
    public static final char PAX = 'x';

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Begins a tar.
    public TarOf() {}

    /// Returns a tar of regular files.
    ///
    /// @param namesAndContents name, content, name, content ...
    public static Bytes files(String... namesAndContents) {
        var tar = new TarOf();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            tar.add(FILE, namesAndContents[i], "", namesAndContents[i + 1].getBytes(UTF_8));
        }
        return tar.end();
    }

    /// Adds an entry of any type.
    public TarOf add(char type, String name, String linkName, byte[] content) {
        return header(type, name, linkName, content.length).content(content);
    }

    /// Adds a directory.
    public TarOf directory(String name) {
        return header(DIRECTORY, name, "", 0);
    }

    /// Adds a symbolic or a hard link.
    public TarOf link(char type, String name, String target) {
        return header(type, name, target, 0);
    }

    /// Adds a pax record for the next entry.
    public TarOf pax(String keyword, String value) {
        String rest = " " + keyword + "=" + value + "\n";
        int length = rest.length() + 1;
        while (length != rest.length() + Integer.toString(length).length()) {
            length++;
        }
        return add(PAX, "pax", "", (length + rest).getBytes(UTF_8));
    }

    /// Adds a header alone, which may promise content that does not follow.
    public TarOf header(char type, String name, String linkName, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, octal(size, 11));
        put(header, 136, octal(0, 11));
        put(header, 148, "        ");
        put(header, 156, "" + type);
        put(header, 157, linkName);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0 ");
        out.writeBytes(header);
        return this;
    }

    private TarOf content(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /// Returns the tar with its end.
    public Bytes end() {
        out.writeBytes(new byte[2 * BLOCK]);
        return cutOff();
    }

    /// Returns the tar without an end.
    public Bytes cutOff() {
        return Bytes.of(out.toByteArray());
    }

    private static String octal(long value, int digits) {
        String text = Long.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
