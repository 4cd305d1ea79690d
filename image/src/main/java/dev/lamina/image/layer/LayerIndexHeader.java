package dev.lamina.image.layer;

import static dev.lamina.image.layer.LayerIndexFormat.HEADER_CHECK_OFFSET;
import static dev.lamina.image.layer.LayerIndexFormat.HEADER_SIZE;

import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;

import java.util.HexFormat;

/// The header of a layer index file, checked.
final class LayerIndexHeader {

    private final String source;
    private final int entryCount;
    private final int attributesCount;
    private final long tarSize;
    private final int bodySize;
    private final int bodyCheck;
    private final DiffId diffId;

    /// Reads a header.
    ///
    /// @param bytes the first bytes of the file, fewer than a header if there are no more
    LayerIndexHeader(byte[] bytes, String source) throws ImageFormatException {
        this.source = source;
        var records = new RecordReader(bytes, source, 0);
        require(
                bytes.length >= LayerIndexFormat.ENTRY_COUNT_OFFSET,
                "size",
                HEADER_SIZE,
                bytes.length);
        int magic = records.i32();
        require(magic == LayerIndexFormat.MAGIC, "magic", LayerIndexFormat.MAGIC, magic);
        int version = records.u16();
        require(version == LayerIndexFormat.VERSION, "version", LayerIndexFormat.VERSION, version);
        require(bytes.length == HEADER_SIZE, "header size", HEADER_SIZE, bytes.length);
        int check = LayerIndexFile.check(bytes, 0, HEADER_CHECK_OFFSET);
        int expectedCheck = check(bytes);
        require(check == expectedCheck, "header check", expectedCheck, check);
        int flags = records.u16();
        require(flags == 0, "flags", 0, flags);
        entryCount = records.i32();
        attributesCount = records.i32();
        tarSize = records.i64();
        long size = records.i64();
        require(
                size >= 0 && size <= LayerIndexFormat.MAX_BODY_SIZE,
                "body size",
                LayerIndexFormat.MAX_BODY_SIZE,
                size);
        bodySize = (int) size;
        bodyCheck = records.i32();
        diffId = diffId(records);
        int reserved = records.i32();
        require(reserved == 0, "reserved bytes", 0, reserved);
    }

    int entryCount() {
        return entryCount;
    }

    int attributesCount() {
        return attributesCount;
    }

    long tarSize() {
        return tarSize;
    }

    int bodySize() {
        return bodySize;
    }

    int bodyCheck() {
        return bodyCheck;
    }

    DiffId diffId() {
        return diffId;
    }

    private int check(byte[] bytes) throws ImageFormatException {
        var records = new RecordReader(bytes, source, 0);
        records.bytes(HEADER_CHECK_OFFSET);
        return records.i32();
    }

    private DiffId diffId(RecordReader records) throws ImageFormatException {
        int number = records.i32();
        require(
                number == LayerIndexFormat.SHA256 || number == LayerIndexFormat.SHA512,
                "digest algorithm",
                LayerIndexFormat.SHA256,
                number);
        DigestAlgorithm algorithm =
                number == LayerIndexFormat.SHA256 ? DigestAlgorithm.SHA256 : DigestAlgorithm.SHA512;
        byte[] value = records.bytes(LayerIndexFormat.DIFF_ID_SIZE).toArray();
        int length = algorithm.hexLength() / 2;
        for (int i = length; i < value.length; i++) {
            require(value[i] == 0, "bytes behind the digest", 0, value[i]);
        }
        return new DiffId(new Digest(algorithm, HexFormat.of().formatHex(value, 0, length)));
    }

    private void require(boolean condition, String what, long expected, long got)
            throws ImageFormatException {
        if (!condition) {
            throw new ImageFormatException(
                    source, -1, "layer index " + what + ": expected " + expected + ", got " + got);
        }
    }
}
