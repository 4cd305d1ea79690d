package dev.lamina.image.layer;

import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// A layer index as a file, of the form that `docs/formats/layer-index.md` describes.
///
/// The file is derived: one that cannot be read is made again from the tar.
public final class LayerIndexFile {

    private static final int BUFFER_SIZE = 64 << 10;

    private LayerIndexFile() {}

    /// Writes a layer index. The same layer index always gives the same bytes.
    public static void write(LayerIndex layerIndex, OutputStream out) throws IOException {
        LayerEntries entries = layerIndex.entries();
        var check = new CRC32C();
        entries.forEachRun(check::update);
        RecordWriter header = header(layerIndex, (int) check.getValue());
        var buffered = new BufferedOutputStream(out, BUFFER_SIZE);
        buffered.write(header.array(), 0, header.size());
        entries.forEachRun(buffered::write);
        buffered.flush();
    }

    private static RecordWriter header(LayerIndex layerIndex, int bodyCheck) {
        LayerEntries entries = layerIndex.entries();
        var header = new RecordWriter();
        header.u32(LayerIndexFormat.MAGIC);
        header.u16(LayerIndexFormat.VERSION);
        header.u16(0);
        header.u32(entries.count());
        header.u32(entries.attributesCount());
        header.i64(layerIndex.tarSize());
        header.i64(entries.size());
        header.u32(bodyCheck);
        Digest diffId = layerIndex.diffId().digest();
        boolean sha256 = diffId.algorithm() == DigestAlgorithm.SHA256;
        header.u32(sha256 ? LayerIndexFormat.SHA256 : LayerIndexFormat.SHA512);
        byte[] value = HexFormat.of().parseHex(diffId.hex());
        for (int i = 0; i < LayerIndexFormat.DIFF_ID_SIZE; i++) {
            header.u8(i < value.length ? value[i] : 0);
        }
        header.u32(0);
        header.u32(check(header.array(), 0, header.size()));
        return header;
    }

    /// Reads a layer index from a stream, which must end behind it.
    ///
    /// @param source names the file in errors
    /// @throws ImageFormatException if the file is not ours, or of another version, or damaged
    public static LayerIndex read(InputStream in, String source) throws IOException {
        byte[] header = in.readNBytes(LayerIndexFormat.HEADER_SIZE);
        var fields = new LayerIndexHeader(header, source);
        byte[] body = in.readNBytes(fields.bodySize());
        if (body.length < fields.bodySize() || in.read() >= 0) {
            throw new ImageFormatException(
                    source,
                    LayerIndexFormat.HEADER_SIZE,
                    "layer index body: expected "
                            + fields.bodySize()
                            + " bytes, got "
                            + (body.length < fields.bodySize() ? body.length : "more"));
        }
        int bodyCheck = check(body, 0, body.length);
        if (bodyCheck != fields.bodyCheck()) {
            throw new ImageFormatException(
                    source,
                    LayerIndexFormat.HEADER_SIZE,
                    "layer index body check: expected "
                            + Integer.toHexString(fields.bodyCheck())
                            + ", got "
                            + Integer.toHexString(bodyCheck));
        }
        return decode(fields, body, source);
    }

    private static LayerIndex decode(LayerIndexHeader header, byte[] body, String source)
            throws ImageFormatException {
        var records = new RecordReader(body, source, LayerIndexFormat.HEADER_SIZE);
        try {
            LayerEntries entries = LayerIndexDecoder.decode(records, body, header);
            return new LayerIndex(header.diffId(), header.tarSize(), entries);
        } catch (IllegalArgumentException e) {
            throw records.fault("layer index: " + e.getMessage());
        }
    }

    static int check(byte[] array, int offset, int length) {
        var check = new CRC32C();
        check.update(array, offset, length);
        return (int) check.getValue();
    }
}
