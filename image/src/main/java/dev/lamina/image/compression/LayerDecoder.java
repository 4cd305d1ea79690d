package dev.lamina.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.function.Supplier;

/// Opens the uncompressed tar of a layer as it travels: gzip, zstd or not compressed at all. The bytes
/// tell which, whatever the media type says.
public final class LayerDecoder {

    private LayerDecoder() {}

    /// Opens a stream that reads the tar, and at its end has read all that was compressed.
    ///
    /// Closing it frees what decoding needs, and does not close `compressed`. What is damaged, cut
    /// off, or grows beyond the limits fails with `ImageFormatException`.
    ///
    /// A blob of no bytes is an empty layer, as in Docker and containerd.
    ///
    /// @param compressed the layer's blob, from its beginning
    /// @param gzip       makes a decoder, if one is needed
    /// @param limits     on the size of the tar
    /// @param source     names the layer in errors
    public static InputStream open(
            InputStream compressed, Supplier<GzipDecoder> gzip, DecoderLimits limits, String source)
            throws IOException {
        PushbackInputStream peekable = FirstBytes.peekable(compressed);
        FirstBytes first = FirstBytes.peek(peekable);
        var counted = new CountingInput(peekable);
        InputStream tar =
                switch (first.compression(source)) {
                    case NONE -> counted;
                    case GZIP -> new GzipInput(counted, gzip.get(), source);
                    case ZSTD -> new ZstdInput(counted, source);
                };
        return new BoundedInput(tar, counted, limits, source);
    }
}
