package dev.lamina.hub.protocol;

import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.image.Bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Several parts of a blob as one body, `multipart/byteranges`: RFC 9110, "Media Type
/// multipart/byteranges".
///
/// Parts are opened one after the other, each when the one before it has been read.
final class RangesBody extends InputStream {

    private final Queue<Piece> pieces = new ArrayDeque<>();
    private final long length;
    private InputStream current = InputStream.nullInputStream();

    /// @param boundary a text that does not occur in the blob, as far as chance goes
    RangesBody(StoredBlob blob, List<ByteRange> ranges, String type, String boundary) {
        long total = 0;
        for (ByteRange range : ranges) {
            Bytes head =
                    Bytes.utf8(
                            "%s--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                                    .formatted(
                                            pieces.isEmpty() ? "" : "\r\n",
                                            boundary,
                                            type,
                                            range.contentRange(blob.size())));
            pieces.add(head::openStream);
            pieces.add(() -> blob.openStream(range.offset(), range.length()));
            total += head.length() + range.length();
        }
        Bytes end = Bytes.utf8("\r\n--" + boundary + "--\r\n");
        pieces.add(end::openStream);
        length = total + end.length();
    }

    /// The size of the whole body in bytes.
    long length() {
        return length;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        int got = current.read(buffer, offset, count);
        while (got < 0 && !pieces.isEmpty()) {
            current.close();
            current = pieces.remove().open();
            got = current.read(buffer, offset, count);
        }
        return got;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }

    private interface Piece {

        InputStream open() throws IOException;
    }
}
