package dev.lamina.image.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Builds tars byte by byte, also wrong ones; the parser's own writer has no part in it.
///
/// A header is described by calls on [Header], with the defaults of an empty regular file; `data`
/// pads to a block.
public final class TestTar {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Starts an empty tar.
    public TestTar() {}

    /// Starts a header.
    public static Header header(char type, String name) {
        return new Header(type, name);
    }

    /// Adds a header without data.
    public TestTar add(Header header) {
        out.writeBytes(header.toBytes());
        return this;
    }

    /// Adds a header whose size field says how much data follows, and the data.
    public TestTar add(Header header, byte[] data) {
        return add(header.size(data.length)).data(data);
    }

    /// Adds a header and text as its data.
    public TestTar add(Header header, String data) {
        return add(header, data.getBytes(UTF_8));
    }

    /// Adds an empty regular file.
    public TestTar file(String name) {
        return add(header('0', name));
    }

    /// Adds a pax header of these records, each `keyword=value`, in ISO 8859-1.
    public TestTar pax(String... records) {
        return pax('x', records);
    }

    /// Adds a pax header, global with type `g`.
    public TestTar pax(char type, String... records) {
        var data = new StringBuilder();
        for (String record : records) {
            data.append(paxRecord(record));
        }
        return add(header(type, "PaxHeaders/x"), data.toString().getBytes(ISO_8859_1));
    }

    /// Returns a record with its length, which counts its own digits.
    public static String paxRecord(String record) {
        int length = record.length() + 3;
        while (length != (length + " " + record + "\n").length()) {
            length = (length + " " + record + "\n").length();
        }
        return length + " " + record + "\n";
    }

    /// Adds a GNU long name (`L`) or long link target (`K`).
    public TestTar gnuLong(char type, String text) {
        return add(header(type, "././@LongLink").gnu(), text + "\0");
    }

    /// Adds bytes, padded to a block.
    public TestTar data(byte[] data) {
        out.writeBytes(data);
        out.writeBytes(new byte[-data.length & 511]);
        return this;
    }

    /// Adds bytes as they are.
    public TestTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// Adds the two blocks of zeros, and returns everything.
    public byte[] end() {
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    /// Returns everything, without an end.
    public byte[] toBytes() {
        return out.toByteArray();
    }

    /// One header block.
    public static final class Header {

        private final byte[] block = new byte[512];

        private Header(char type, String name) {
            bytes(0, name.getBytes(ISO_8859_1));
            text(100, "0000644");
            text(108, "0000000");
            text(116, "0000000");
            text(124, "00000000000");
            text(136, "00000000000");
            block[156] = (byte) type;
            bytes(257, "ustar\00000".getBytes(ISO_8859_1));
        }

        public Header mode(int mode) {
            return text(100, String.format("%07o", mode));
        }

        public Header owner(int uid, int gid) {
            return text(108, String.format("%07o", uid)).text(116, String.format("%07o", gid));
        }

        public Header size(long size) {
            return text(124, String.format("%011o", size));
        }

        public Header modified(long seconds) {
            return text(136, String.format("%011o", seconds));
        }

        public Header link(String target) {
            return bytes(157, target.getBytes(ISO_8859_1));
        }

        public Header device(int major, int minor) {
            return text(329, String.format("%07o", major)).text(337, String.format("%07o", minor));
        }

        public Header prefix(String prefix) {
            return text(345, prefix);
        }

        /// Makes it a header of GNU's old format.
        public Header gnu() {
            return bytes(257, "ustar  \0".getBytes(ISO_8859_1));
        }

        /// Makes it a header of the seventh edition, without magic.
        public Header v7() {
            return bytes(257, new byte[8]);
        }

        /// Puts text into a field.
        public Header text(int offset, String text) {
            return bytes(offset, text.getBytes(ISO_8859_1));
        }

        /// Puts bytes into a field.
        public Header bytes(int offset, byte[] bytes) {
            System.arraycopy(bytes, 0, block, offset, bytes.length);
            return this;
        }

        byte[] toBytes() {
            byte[] result = block.clone();
            Arrays.fill(result, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte b : result) {
                sum += b & 0xff;
            }
            byte[] digits = String.format("%06o\0 ", sum).getBytes(ISO_8859_1);
            System.arraycopy(digits, 0, result, 148, digits.length);
            return result;
        }
    }
}
