package dev.lamina.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of bytes that compares by content.
///
/// It holds what must keep its exact bytes: a received document, a name in an image, the value of
/// an extended attribute. Order is that of unsigned bytes.
public final class Bytes implements Comparable<Bytes> {

    /// No bytes.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /// Copies a whole array.
    public static Bytes of(byte[] array) {
        return of(array, 0, array.length);
    }

    /// Copies `length` bytes of an array, from `offset` on.
    public static Bytes of(byte[] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /// Returns the UTF-8 form of a text.
    public static Bytes utf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(UTF_8));
    }

    public int length() {
        return array.length;
    }

    public boolean isEmpty() {
        return array.length == 0;
    }

    /// Returns the byte at `position`.
    public byte at(int position) {
        return array[position];
    }

    /// Returns the bytes from `from` to before `to`.
    public Bytes slice(int from, int to) {
        return of(array, from, to - from);
    }

    /// Tells whether one of these bytes is `value`.
    public boolean contains(byte value) {
        for (byte b : array) {
            if (b == value) {
                return true;
            }
        }
        return false;
    }

    /// Returns how many bytes from the start on are the same in both.
    public int commonLength(Bytes other) {
        int mismatch = Arrays.mismatch(array, other.array);
        return mismatch < 0 ? array.length : mismatch;
    }

    /// Tells whether these bytes start with all of `prefix`.
    public boolean startsWith(Bytes prefix) {
        int length = prefix.array.length;
        return array.length >= length && Arrays.equals(array, 0, length, prefix.array, 0, length);
    }

    /// Returns a copy as an array.
    public byte[] toArray() {
        return array.clone();
    }

    /// Writes all bytes to a stream.
    public void writeTo(OutputStream out) throws IOException {
        out.write(array);
    }

    /// Returns the bytes as a buffer that cannot change them.
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    /// Opens a stream over the bytes.
    public InputStream openStream() {
        return new ByteArrayInputStream(array);
    }

    /// Copies all bytes into an array, from `position` on.
    public void copyTo(byte[] target, int position) {
        System.arraycopy(array, 0, target, position, array.length);
    }

    /// Reads the bytes as UTF-8; malformed input becomes U+FFFD. For showing, not for comparing.
    public String utf8() {
        return new String(array, UTF_8);
    }

    /// Returns the bytes in lower-case hexadecimal.
    public String hex() {
        return HexFormat.of().formatHex(array);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /// Returns at most the first 64 bytes as text, with what is not printable ASCII as `\xHH`.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(array.length, 64); i++) {
            int b = array[i] & 0xff;
            if (b >= 0x20 && b < 0x7f && b != '\\') {
                text.append((char) b);
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) b));
            }
        }
        return array.length > 64 ? text.append("...").toString() : text.toString();
    }
}
