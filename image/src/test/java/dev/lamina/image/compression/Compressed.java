package dev.lamina.image.compression;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compressed bytes for tests, in the forms that the formats allow.
final class Compressed {

    /// Compresses well, and has more than one block of what is sensible.
    static final byte[] TEXT =
            "the text that all of these tests compress, again and again\n"
                    .repeat(300)
                    .getBytes(ISO_8859_1);

    private Compressed() {}

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /// Returns a member of [#TEXT] whose header has all parts that there are.
    static byte[] fullHeader() {
        byte[] extra = "Ab\4\0data".getBytes(ISO_8859_1);
        byte[] header =
                joined(
                        HexFormat.of().parseHex("1f8b081f0102030402ff"),
                        new byte[] {(byte) extra.length, 0},
                        extra,
                        "name.tar\0a comment\0".getBytes(ISO_8859_1));
        return member(header, TEXT, true);
    }

    /// Returns a member with this header and, if the header asks for one, its check.
    static byte[] member(byte[] header, byte[] content, boolean check) {
        byte[] headerCheck = Arrays.copyOf(number(crc(header)), check ? 2 : 0);
        byte[] trailer = joined(number(crc(content)), number(content.length));
        return joined(header, headerCheck, deflated(content), trailer);
    }

    private static byte[] deflated(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new Deflater(9, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /// Returns a number of 32 bits, its lowest byte first.
    static byte[] number(long number) {
        return new byte[] {
            (byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)
        };
    }

    /// Returns a skippable frame of zstd, with this much in it.
    static byte[] skippable(int size) {
        return joined(HexFormat.of().parseHex("502a4d18"), number(size), new byte[size]);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// Returns what a program of this machine makes of [#TEXT].
    ///
    /// @param command a program that compresses its input to its output, as gzip and zstd do
    static byte[] program(String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(command));
        line.add("-c");
        Process process =
                new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(TEXT);
        }
        byte[] out = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(line + ": status " + process.exitValue());
        }
        return out;
    }

    /// A stream that gives at most so many bytes at once.
    static final class InPieces extends ByteArrayInputStream {

        private final int most;

        InPieces(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, most));
        }
    }
}
