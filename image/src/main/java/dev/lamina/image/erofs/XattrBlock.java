package dev.lamina.image.erofs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The extended attributes of one inode, as they stand behind it.
///
/// Attributes that overlayfs would take as orders of its own (`trusted.overlay.`) are left out: an
/// image must not steer the overlay that is put on top of it. So are names whose prefix EROFS cannot
/// express, which no Linux file system has.
final class XattrBlock {

    private static final byte[] OVERLAY = "trusted.overlay.".getBytes(US_ASCII);
    private static final Prefix[] PREFIXES = {
        new Prefix(1, "user.", false),
        new Prefix(2, "system.posix_acl_access", true),
        new Prefix(3, "system.posix_acl_default", true),
        new Prefix(4, "trusted.", false),
        new Prefix(6, "security.", false),
    };
    private static final int MAX_SIZE = ErofsFormat.XATTR_HEADER_SIZE + 4 * 65_534;

    private XattrBlock() {}

    /// A prefix that the format stores as a number.
    private record Prefix(int number, byte[] text, boolean whole) {

        Prefix(int number, String text, boolean whole) {
            this(number, text.getBytes(US_ASCII), whole);
        }

        Bytes name(Bytes rest) {
            byte[] name = Arrays.copyOf(text, text.length + rest.length());
            rest.copyTo(name, text.length);
            return Bytes.of(name);
        }

        boolean matches(Bytes name) {
            return startsWith(name, text) && (name.length() == text.length) == whole;
        }
    }

    /// Returns the size in bytes of what [#write] writes; zero if there is nothing to write.
    static int size(SortedMap<Bytes, Bytes> xattrs) throws ImageFormatException {
        int size = 0;
        if (!xattrs.isEmpty()) {
            for (Map.Entry<Bytes, Bytes> xattr : xattrs.entrySet()) {
                Prefix prefix = prefix(xattr.getKey());
                if (prefix != null) {
                    size += entrySize(prefix, xattr.getKey(), xattr.getValue());
                    checkSize(size, xattr.getKey());
                }
            }
        }
        return size == 0 ? 0 : ErofsFormat.XATTR_HEADER_SIZE + size;
    }

    /// Returns `i_xattr_icount` for a block of `size` bytes.
    static int count(int size) {
        return size == 0 ? 0 : (size - ErofsFormat.XATTR_HEADER_SIZE) / 4 + 1;
    }

    /// Writes the block; the bytes there are zero before.
    static void write(SortedMap<Bytes, Bytes> xattrs, byte[] image, int at) {
        int position = at + ErofsFormat.XATTR_HEADER_SIZE;
        for (Map.Entry<Bytes, Bytes> xattr : xattrs.entrySet()) {
            Bytes name = xattr.getKey();
            Prefix prefix = prefix(name);
            if (prefix != null) {
                Bytes rest = name.slice(prefix.text.length, name.length());
                Bytes value = xattr.getValue();
                image[position] = (byte) rest.length();
                image[position + 1] = (byte) prefix.number;
                LittleEndian.putShort(image, position + 2, value.length());
                rest.copyTo(image, position + ErofsFormat.XATTR_ENTRY_SIZE);
                value.copyTo(image, position + ErofsFormat.XATTR_ENTRY_SIZE + rest.length());
                position += entrySize(prefix, name, value);
            }
        }
    }

    /// Reads a block back.
    ///
    /// @param count `i_xattr_icount`
    static SortedMap<Bytes, Bytes> read(ImageBytes image, long at, int count)
            throws ImageFormatException {
        var xattrs = new TreeMap<Bytes, Bytes>();
        long end = at + sizeOf(count);
        long position = count == 0 ? end : at + ErofsFormat.XATTR_HEADER_SIZE;
        while (position < end) {
            int length = image.u8(position);
            Prefix prefix = prefix(image.u8(position + 1));
            int valueLength = image.u16(position + 2);
            long value = position + ErofsFormat.XATTR_ENTRY_SIZE + length;
            if (prefix == null || prefix.whole != (length == 0) || value + valueLength > end) {
                throw image.fault(position, "extended attribute: expected one that fits");
            }
            Bytes name = prefix.name(image.bytes(value - length, length));
            if (!xattrs.isEmpty() && xattrs.lastKey().compareTo(name) >= 0) {
                throw image.fault(position, "extended attributes: expected rising names");
            }
            if (prefix(name) == null) {
                throw image.fault(position, "extended attribute: expected no " + name);
            }
            xattrs.put(name, image.bytes(value, valueLength));
            position += entrySize(prefix, name, xattrs.get(name));
        }
        image.check(end, position, at, "end of extended attributes");
        return xattrs;
    }

    /// Returns the size in bytes of a block with this `i_xattr_icount`.
    static int sizeOf(int count) {
        return count == 0 ? 0 : ErofsFormat.XATTR_HEADER_SIZE + 4 * (count - 1);
    }

    private static @Nullable Prefix prefix(int number) {
        for (Prefix prefix : PREFIXES) {
            if (prefix.number == number) {
                return prefix;
            }
        }
        return null;
    }

    private static int entrySize(Prefix prefix, Bytes name, Bytes value) {
        int size =
                ErofsFormat.XATTR_ENTRY_SIZE + name.length() - prefix.text.length + value.length();
        return (size + 3) & ~3;
    }

    private static void checkSize(int size, Bytes name) throws ImageFormatException {
        if (size > MAX_SIZE - ErofsFormat.XATTR_HEADER_SIZE) {
            throw new ImageFormatException(
                    "extended attributes",
                    -1,
                    "expected at most " + MAX_SIZE + " bytes, at " + name);
        }
    }

    private static @Nullable Prefix prefix(Bytes name) {
        if (startsWith(name, OVERLAY)) {
            return null;
        }
        for (Prefix prefix : PREFIXES) {
            if (prefix.matches(name) && name.length() - prefix.text.length <= 255) {
                return prefix;
            }
        }
        return null;
    }

    private static boolean startsWith(Bytes name, byte[] prefix) {
        return name.length() >= prefix.length
                && Arrays.equals(name.slice(0, prefix.length).toArray(), prefix);
    }
}
