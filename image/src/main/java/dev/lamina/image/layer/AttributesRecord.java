package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The record of one set of attributes; see `docs/formats/layer-index.md`.
final class AttributesRecord {

    private static final SortedMap<Bytes, Bytes> NO_XATTRS = Collections.emptySortedMap();

    private AttributesRecord() {}

    static void write(Attributes attributes, RecordWriter records) {
        records.i64(attributes.modified().getEpochSecond());
        records.u32(attributes.modified().getNano());
        records.u32(attributes.uid());
        records.u32(attributes.gid());
        records.u16(attributes.permissions());
        records.u16(attributes.xattrs().size());
        if (attributes.xattrs().isEmpty()) {
            return;
        }
        for (Map.Entry<Bytes, Bytes> xattr : attributes.xattrs().entrySet()) {
            records.u8(xattr.getKey().length());
            records.u16(xattr.getValue().length());
            records.bytes(xattr.getKey());
            records.bytes(xattr.getValue());
        }
    }

    static Attributes read(RecordReader records) throws ImageFormatException {
        long seconds = records.i64();
        int nanos = records.i32();
        long uid = records.u32();
        long gid = records.u32();
        int permissions = records.u16();
        int xattrCount = records.u16();
        if (nanos < 0
                || nanos > 999_999_999
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw records.fault("time out of range: " + seconds + " s " + nanos + " ns");
        }
        Instant modified = Instant.ofEpochSecond(seconds, nanos);
        return new Attributes(permissions, uid, gid, modified, readXattrs(records, xattrCount));
    }

    private static SortedMap<Bytes, Bytes> readXattrs(RecordReader records, int count)
            throws ImageFormatException {
        if (count == 0) {
            return NO_XATTRS;
        }
        var xattrs = new TreeMap<Bytes, Bytes>();
        for (int i = 0; i < count; i++) {
            int nameLength = records.u8();
            int valueLength = records.u16();
            Bytes name = records.bytes(nameLength);
            if (!xattrs.isEmpty() && name.compareTo(xattrs.lastKey()) <= 0) {
                throw records.fault("xattrs: expected rising names, got " + name);
            }
            xattrs.put(name, records.bytes(valueLength));
        }
        return xattrs;
    }
}
