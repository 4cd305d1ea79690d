package dev.lamina.image.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The records of one pax header: `LENGTH KEYWORD=VALUE\n`, the length in decimal and over all of
/// the record (POSIX.1-2017, pax, "pax Extended Header").
///
/// Keywords are kept as ISO 8859-1, which loses nothing; values are bytes.
final class PaxRecords {

    static final PaxRecords NONE = new PaxRecords(Map.of(), new SparseMap());

    static final String PATH = "path";
    static final String LINK_PATH = "linkpath";
    static final String SIZE = "size";
    static final String UID = "uid";
    static final String GID = "gid";
    static final String MODIFIED = "mtime";
    static final String XATTR_PREFIX = "SCHILY.xattr.";
    static final String SPARSE_PREFIX = "GNU.sparse.";
    static final String SPARSE_MAJOR = "GNU.sparse.major";
    static final String SPARSE_MINOR = "GNU.sparse.minor";
    static final String SPARSE_NAME = "GNU.sparse.name";
    static final String SPARSE_SIZE = "GNU.sparse.size";
    static final String SPARSE_REAL_SIZE = "GNU.sparse.realsize";
    static final String SPARSE_MAP = "GNU.sparse.map";
    static final String SPARSE_OFFSET = "GNU.sparse.offset";
    static final String SPARSE_LENGTH = "GNU.sparse.numbytes";

    /// More digits than any length needs that the limits let through; those before it are 0.
    private static final int MAX_LENGTH_DIGITS = 9;

    private final Map<String, Bytes> values;
    private final SparseMap offsets;

    private PaxRecords(Map<String, Bytes> values, SparseMap offsets) {
        this.values = values;
        this.offsets = offsets;
    }

    /// Reads records.
    ///
    /// @param where makes errors
    /// @param limits says how many segments a sparse file may have
    static PaxRecords parse(byte[] array, int length, HeaderBlock where, TarLimits limits)
            throws ImageFormatException {
        var records = new PaxRecords(new HashMap<>(), new SparseMap());
        int at = 0;
        while (at < length) {
            at = records.parseRecord(array, at, length, where, limits);
        }
        return records;
    }

    /// Returns these records over those of a global header: the latter hold where these say
    /// nothing.
    PaxRecords over(PaxRecords global) {
        if (global.values.isEmpty()) {
            return this;
        }
        if (values.isEmpty()) {
            return global;
        }
        var merged = new HashMap<>(global.values);
        merged.putAll(values);
        return new PaxRecords(merged, offsets);
    }

    /// Returns the value of a keyword. An empty one takes back what a global header said, and so
    /// is none.
    @Nullable Bytes value(String keyword) {
        Bytes value = values.get(keyword);
        return value == null || value.isEmpty() ? null : value;
    }

    Map<String, Bytes> values() {
        return values;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /// The sparse map of format 0.0, which repeats two keywords for each segment.
    SparseMap offsets() {
        return offsets;
    }

    private int parseRecord(byte[] array, int start, int end, HeaderBlock where, TarLimits limits)
            throws ImageFormatException {
        int space = start;
        while (space < end && array[space] == '0') {
            space++;
        }
        int digitsEnd = space + MAX_LENGTH_DIGITS;
        int recordLength = 0;
        while (space < end && array[space] >= '0' && array[space] <= '9' && space < digitsEnd) {
            recordLength = recordLength * 10 + (array[space] - '0');
            space++;
        }
        if (space == start || space == end || array[space] != ' ') {
            throw where.fault(
                    "pax record at byte "
                            + start
                            + ": expected its length, got '"
                            + Bytes.of(array, start, Math.min(end - start, MAX_LENGTH_DIGITS))
                            + "'");
        }
        int newline = start + recordLength - 1;
        if (recordLength > end - start || newline <= space || array[newline] != '\n') {
            throw where.fault(
                    "pax record at byte "
                            + start
                            + ": expected a newline at its end, got length "
                            + recordLength
                            + " of "
                            + (end - start)
                            + " bytes left");
        }
        int equals = space + 1;
        while (equals < newline && array[equals] != '=') {
            equals++;
        }
        if (equals == newline || equals == space + 1) {
            throw where.fault(
                    "pax record at byte "
                            + start
                            + ": expected KEYWORD=VALUE, got '"
                            + Bytes.of(array, space + 1, newline - space - 1)
                            + "'");
        }
        String keyword = new String(array, space + 1, equals - space - 1, ISO_8859_1);
        add(keyword, Bytes.of(array, equals + 1, newline - equals - 1), where, limits);
        return newline + 1;
    }

    private void add(String keyword, Bytes value, HeaderBlock where, TarLimits limits)
            throws ImageFormatException {
        if (keyword.equals(SPARSE_OFFSET) || keyword.equals(SPARSE_LENGTH)) {
            offsets.addNumber(
                    PaxNumber.parseCount(value, where, keyword),
                    keyword.equals(SPARSE_LENGTH),
                    where,
                    limits);
        }
        values.put(keyword, value);
    }
}
