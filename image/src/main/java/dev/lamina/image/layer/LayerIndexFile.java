package dev.lamina.image.layer;

import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/// A layer index as a file, of the form that `docs/formats/layer-index.md` describes.
///
/// The file is derived: one that cannot be read is made again from the tar.
public final class LayerIndexFile {

    private LayerIndexFile() {}

    /// Writes a layer index. The same layer index always gives the same bytes.
    public static void write(LayerIndex layerIndex, OutputStream out) throws IOException {
        var body = new LayerIndexEncoder();
        for (LayerEntry entry : layerIndex.entries()) {
            body.add(entry);
        }
        RecordWriter attributes = body.attributesRecords();
        RecordWriter entries = body.entryRecords();
        var check = new CRC32C();
        check.update(attributes.array(), 0, attributes.size());
        check.update(entries.array(), 0, entries.size());

        RecordWriter header = header(layerIndex, body, (int) check.getValue());
        out.write(header.array(), 0, header.size());
        out.write(attributes.array(), 0, attributes.size());
        out.write(entries.array(), 0, entries.size());
    }

    private static RecordWriter header(
            LayerIndex layerIndex, LayerIndexEncoder body, int bodyCheck) {
        var header = new RecordWriter();
        header.u32(LayerIndexFormat.MAGIC);
        header.u16(LayerIndexFormat.VERSION);
        header.u16(0);
        header.u32(layerIndex.entries().size());
        header.u32(body.attributesCount());
        header.i64(layerIndex.tarSize());
        header.i64((long) body.attributesRecords().size() + body.entryRecords().size());
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
            List<LayerEntry> entries =
                    new LayerIndexDecoder(records, header.tarSize())
                            .decode(header.attributesCount(), header.entryCount());
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
