package dev.lamina.engine.transfer;

import dev.lamina.engine.store.LayerIngest;
import dev.lamina.engine.store.Layers;
import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Reference;

import java.io.IOException;

/// A layer that an image in a registry has.
///
/// @param reference   names the repository
/// @param blob        as it travels
/// @param compression how it travels
/// @param diffId      names the tar inside
record RemoteLayer(Reference reference, Descriptor blob, Compression compression, DiffId diffId) {

    /// Begins the layer in the store.
    LayerIngest begin(Layers layers) throws IOException {
        return compression == Compression.NONE ? layers.beginOfBlob(diffId) : layers.begin(diffId);
    }
}
