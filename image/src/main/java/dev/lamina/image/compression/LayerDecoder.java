package dev.lamina.image.compression;

import dev.lamina.image.Compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/// Opens the uncompressed tar of a layer as it travels.
public final class LayerDecoder {

    private LayerDecoder() {}

    /// Opens a stream that reads the tar, and at its end has read all that was compressed.
    ///
    /// Closing it frees what decoding needs, and does not close `compressed`. What is damaged, cut
    /// off, or grows beyond the limits fails with `ImageFormatException`.
    ///
    /// @param compressed  the layer's blob
    /// @param compression how it is compressed
    /// @param gzip        makes a decoder, if one is needed
    /// @param limits      on the size of the tar
    /// @param source      names the layer in errors
    public static InputStream open(
            InputStream compressed,
            Compression compression,
            Supplier<GzipDecoder> gzip,
            DecoderLimits limits,
            String source)
            throws IOException {
        var counted = new CountingInput(compressed);
        InputStream tar =
                switch (compression) {
                    case NONE -> counted;
                    case GZIP -> new GzipInput(counted, gzip.get(), source);
                    case ZSTD -> new ZstdInput(counted, source);
                };
        return new BoundedInput(tar, counted, limits, source);
    }
}
