package dev.lamina.image.tar;

import dev.lamina.image.Bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes a tar in the ustar format, with a pax header before each entry that ustar cannot say.
///
/// The same entries always give the same bytes. The stream stays the caller's to close.
public final class TarWriter {

    private static final byte[] ZEROS = new byte[2 * TarFormat.BLOCK_SIZE];
    private static final Bytes PAX_NAME = Bytes.utf8("PaxHeaders.0/entry");
    private static final int PAX_MODE = 0644;

    private final OutputStream out;
    private final HeaderWriter header = new HeaderWriter();
    private final byte[] buffer = new byte[64 << 10];

    /// Creates a writer at the start of a tar.
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes one entry. Offsets and the sparse map are not looked at: holes are written out.
    ///
    /// @param content exactly [TarEntry#size] bytes; not closed
    /// @throws IOException              if there is less or more content
    /// @throws IllegalArgumentException if the name of an extended attribute has a `=`, for which
    ///     pax has no way
    public void add(TarEntry entry, InputStream content) throws IOException {
        var pax = new PaxWriter();
        fill(entry, pax);
        addXattrs(entry, pax);
        if (!pax.isEmpty()) {
            writePax(pax.toBytes());
            fill(entry, new PaxWriter());
        }
        out.write(header.finish());
        copy(entry, content);
        out.write(ZEROS, 0, TarFormat.padding(entry.content().size()));
    }

    /// Ends the tar with two blocks of zeros.
    public void finish() throws IOException {
        out.write(ZEROS);
    }

    private static void addXattrs(TarEntry entry, PaxWriter pax) {
        for (Map.Entry<Bytes, Bytes> xattr : entry.attributes().xattrs().entrySet()) {
            String name = new String(xattr.getKey().toArray(), StandardCharsets.ISO_8859_1);
            if (name.indexOf('=') >= 0) {
                throw new IllegalArgumentException(
                        "xattr name: expected no =, got " + xattr.getKey());
            }
            pax.add(PaxRecords.XATTR_PREFIX + name, xattr.getValue());
        }
    }

    /// Fills the header, and adds a pax record for each field that does not take its value.
    private void fill(TarEntry entry, PaxWriter pax) {
        header.clear(entry.type());
        boolean nameFits = header.path(entry.name());
        boolean linkFits =
                header.text(TarFormat.LINK_NAME, TarFormat.NAME_LENGTH, entry.linkName());
        if (!nameFits && !isUtf8(entry.name()) || !linkFits && !isUtf8(entry.linkName())) {
            pax.add("hdrcharset", Bytes.utf8("BINARY"));
        }
        if (!nameFits) {
            pax.add(PaxRecords.PATH, entry.name());
        }
        if (!linkFits) {
            pax.add(PaxRecords.LINK_PATH, entry.linkName());
        }
        header.number(TarFormat.MODE, TarFormat.ID_LENGTH, entry.attributes().mode());
        number(TarFormat.UID, TarFormat.ID_LENGTH, entry.attributes().uid(), PaxRecords.UID, pax);
        number(TarFormat.GID, TarFormat.ID_LENGTH, entry.attributes().gid(), PaxRecords.GID, pax);
        number(
                TarFormat.SIZE,
                TarFormat.NUMBER_LENGTH,
                entry.content().size(),
                PaxRecords.SIZE,
                pax);
        long seconds = entry.attributes().modified().getEpochSecond();
        boolean timeFits = header.number(TarFormat.MODIFIED, TarFormat.NUMBER_LENGTH, seconds);
        if (!timeFits || entry.attributes().modified().getNano() != 0) {
            pax.add(PaxRecords.MODIFIED, entry.attributes().modified());
        }
        header.number(TarFormat.DEVICE_MAJOR, TarFormat.ID_LENGTH, entry.device().major());
        header.number(TarFormat.DEVICE_MINOR, TarFormat.ID_LENGTH, entry.device().minor());
    }

    private void number(int field, int length, long value, String keyword, PaxWriter pax) {
        if (!header.number(field, length, value)) {
            pax.add(keyword, value);
        }
    }

    private void writePax(byte[] records) throws IOException {
        header.clear(TarFormat.PAX_LOCAL);
        header.path(PAX_NAME);
        header.number(TarFormat.MODE, TarFormat.ID_LENGTH, PAX_MODE);
        header.number(TarFormat.UID, TarFormat.ID_LENGTH, 0);
        header.number(TarFormat.GID, TarFormat.ID_LENGTH, 0);
        header.number(TarFormat.SIZE, TarFormat.NUMBER_LENGTH, records.length);
        header.number(TarFormat.MODIFIED, TarFormat.NUMBER_LENGTH, 0);
        out.write(header.finish());
        out.write(records);
        out.write(ZEROS, 0, TarFormat.padding(records.length));
    }

    private void copy(TarEntry entry, InputStream content) throws IOException {
        long remaining = entry.content().size();
        while (remaining > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, remaining));
            if (read < 0) {
                throw new IOException(
                        "content of "
                                + entry.name()
                                + ": expected "
                                + entry.content().size()
                                + " bytes, got "
                                + (entry.content().size() - remaining));
            }
            out.write(buffer, 0, read);
            remaining -= read;
        }
        if (content.read() >= 0) {
            throw new IOException(
                    "content of "
                            + entry.name()
                            + ": expected "
                            + entry.content().size()
                            + " bytes, got more");
        }
    }

    private static boolean isUtf8(Bytes text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
