package dev.lamina.image.layer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;

import dev.lamina.image.Compression;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;

/// A layer that was just written, and what others need to know of it.
///
/// @param layerIndex of its tar, with the diffID
/// @param digest     of the blob
/// @param size       of the blob
public record NewLayer(LayerIndex layerIndex, Digest digest, long size) {

    private static final int BUFFER_SIZE = 64 << 10;

    /// Writes the blob of a layer from a list of entries.
    ///
    /// The same entries and contents give the same tar always, and the same blob as long as the
    /// compressing library stays the same.
    ///
    /// @param entries     in the order of the tar; see [LayerWriter]
    /// @param contents    of the regular files that are not empty
    /// @param compression of the blob
    /// @param blob        is written to, and not closed
    /// @throws IllegalArgumentException if an entry cannot be in a layer
    public static NewLayer write(
            Iterable<LayerEntry> entries,
            ContentSource contents,
            Compression compression,
            OutputStream blob)
            throws IOException {
        var blobOut = new DigestingOutput(blob);
        var tarOut = new TarOutput(compress(blobOut, compression));
        var writer = new LayerWriter(tarOut);
        for (LayerEntry entry : entries) {
            if (entry instanceof LayerEntry.RegularFile file && file.content().size() > 0) {
                try (InputStream content = contents.open(file)) {
                    writer.add(entry, content);
                }
            } else {
                writer.add(entry);
            }
        }
        writer.finish();
        tarOut.close();
        return new NewLayer(tarOut.layerIndex(), blobOut.digest(), blobOut.size());
    }

    private static OutputStream compress(OutputStream out, Compression compression)
            throws IOException {
        return switch (compression) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER_SIZE);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out);
        };
    }

    /// Computes the digest of what passes; closing it does not close what it writes to.
    private static class DigestingOutput extends FilterOutputStream {

        private final MessageDigest computation = DigestAlgorithm.SHA256.newMessageDigest();
        private long size;

        DigestingOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            computation.update(buffer, offset, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }

        Digest digest() {
            return Digest.finish(DigestAlgorithm.SHA256, computation);
        }

        long size() {
            return size;
        }
    }

    /// Indexes the tar that passes; closing it ends the compression.
    private static final class TarOutput extends DigestingOutput {

        private final LayerIndexer indexer = new LayerIndexer("new layer", LayerLimits.DEFAULT);

        TarOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            super.write(buffer, offset, length);
            indexer.accept(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        LayerIndex layerIndex() throws ImageFormatException {
            return indexer.finish(new DiffId(digest()));
        }
    }
}
