package dev.lamina.image.look;

import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// The content of a file, read out of a tar that can only be read forwards. Holes are zeros.
final class FileInput extends InputStream {

    private final InputStream tar;
    private final FileContent content;
    private final List<Segment> segments;
    private int current;
    private long tarPosition;
    private long position;

    /// @param tar from its beginning; closed with this stream
    FileInput(InputStream tar, FileContent content) {
        this.tar = tar;
        this.content = content;
        this.segments = content.segments();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= content.size()) {
            return -1;
        }
        int count =
                current < segments.size() && segments.get(current).position() <= position
                        ? readSegment(buffer, offset, length, segments.get(current))
                        : readHole(buffer, offset, length);
        position += count;
        return count;
    }

    private int readHole(byte[] buffer, int offset, int length) {
        long end = current < segments.size() ? segments.get(current).position() : content.size();
        int count = (int) Math.min(length, end - position);
        Arrays.fill(buffer, offset, offset + count, (byte) 0);
        return count;
    }

    private int readSegment(byte[] buffer, int offset, int length, Segment segment)
            throws IOException {
        long within = position - segment.position();
        skipTo(segment.tarOffset() + within);
        int wanted = (int) Math.min(length, segment.length() - within);
        int count = tar.read(buffer, offset, wanted);
        if (count < 0) {
            throw new EOFException("layer: expected more data at " + tarPosition);
        }
        tarPosition += count;
        if (within + count == segment.length()) {
            current++;
        }
        return count;
    }

    /// Segments lie in the tar in the order of the file (GNU tar manual, "Storing Sparse Files").
    private void skipTo(long offset) throws IOException {
        tar.skipNBytes(offset - tarPosition);
        tarPosition = offset;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
