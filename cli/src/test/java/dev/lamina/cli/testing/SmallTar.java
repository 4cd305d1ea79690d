package dev.lamina.cli.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;

/// A tar of one small file, made by hand (POSIX.1-2017, pax, "ustar Interchange Format").
final class SmallTar {

    private static final int BLOCK = 512;

    private SmallTar() {}

    static Bytes of(String name, String content) {
        byte[] data = content.getBytes(UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, octal(data.length, 11));
        put(header, 136, octal(0, 11));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0 ");
        var out = new ByteArrayOutputStream();
        out.writeBytes(header);
        out.writeBytes(data);
        out.writeBytes(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
        out.writeBytes(new byte[2 * BLOCK]);
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
