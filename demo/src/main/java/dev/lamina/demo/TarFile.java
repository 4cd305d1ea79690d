package dev.lamina.demo;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.layer.ContentSource;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.layer.LayerIndexer;
import dev.lamina.image.layer.LayerLimits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/// A tar on disk with the layer index that says what is in it.
final class TarFile implements ContentSource, AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 16;

    private final FileChannel channel;
    private final LayerIndex layerIndex;

    private TarFile(FileChannel channel, LayerIndex layerIndex) {
        this.channel = channel;
        this.layerIndex = layerIndex;
    }

    /// Opens a tar and reads it through once.
    static TarFile open(Path file) throws IOException {
        var indexer = new LayerIndexer(file.toString(), LayerLimits.DEFAULT);
        MessageDigest computation = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                computation.update(buffer, 0, count);
                indexer.accept(buffer, 0, count);
            }
        }
        Digest digest = Digest.finish(DigestAlgorithm.SHA256, computation);
        return new TarFile(FileChannel.open(file), indexer.finish(new DiffId(digest)));
    }

    /// Returns what is in the tar, in its order.
    List<LayerEntry> entries() {
        return layerIndex.entries().toList();
    }

    /// Opens the content of a file, which must not be sparse: what mmdebstrap makes is not.
    @Override
    public InputStream open(LayerEntry.RegularFile file) throws IOException {
        List<FileContent.Segment> segments = file.content().segments();
        if (segments.size() != 1) {
            throw new IOException(
                    file.path() + ": expected content in one piece, got " + segments.size());
        }
        channel.position(segments.getFirst().tarOffset());
        return new Piece(Channels.newInputStream(channel), file.content().size());
    }

    /// Reads the content of a file.
    Bytes read(LayerEntry.RegularFile file) throws IOException {
        if (file.content().size() == 0) {
            return Bytes.EMPTY;
        }
        try (InputStream in = open(file)) {
            return Bytes.of(in.readAllBytes());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// The next bytes of a stream, which stays open.
    private static final class Piece extends InputStream {

        private final InputStream in;
        private long rest;

        Piece(InputStream in, long size) {
            this.in = in;
            this.rest = size;
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
            int count = in.read(buffer, offset, (int) Math.min(length, Math.max(rest, 0)));
            if (rest <= 0 || count < 0) {
                return -1;
            }
            rest -= count;
            return count;
        }
    }
}
