package dev.lamina.engine.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;

/// Makes plain tars of a few small files, by hand and not by the code under test (POSIX.1-2017,
/// pax, "ustar Interchange Format").
public final class TarOf {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TarOf() {}

    /// Returns a tar of regular files.
    ///
    /// @param namesAndContents name, content, name, content ...
    public static Bytes files(String... namesAndContents) {
        var tar = new TarOf();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            tar.file(namesAndContents[i], namesAndContents[i + 1].getBytes(UTF_8));
        }
        tar.out.writeBytes(new byte[2 * BLOCK]);
        return Bytes.of(tar.out.toByteArray());
    }

    private void file(String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, octal(content.length, 11));
        put(header, 136, octal(0, 11));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0 ");
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
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
