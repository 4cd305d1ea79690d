package dev.lamina.demo;

import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.MediaType;
import dev.lamina.image.layer.ContentSource;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A layer as it travels: compressed, in a file.
///
/// @param diffId     of its tar
/// @param descriptor of the compressed bytes
/// @param blob       the file that holds them
record PackedLayer(DiffId diffId, Descriptor descriptor, Path blob) {

    private static final int BUFFER_SIZE = 1 << 16;

    /// Writes a layer into the file `blob`.
    static PackedLayer write(List<LayerEntry> entries, ContentSource contents, Path blob)
            throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(blob), BUFFER_SIZE)) {
            NewLayer layer = NewLayer.write(entries, contents, Compression.GZIP, out);
            return new PackedLayer(
                    layer.layerIndex().diffId(),
                    Descriptor.of(MediaType.OCI_LAYER_GZIP, layer.digest(), layer.size()),
                    blob);
        }
    }
}
