package dev.lamina.engine.store;

import dev.lamina.image.DiffId;
import dev.lamina.image.layer.LayerIndex;

import java.io.IOException;

/// Has the indexes of layers. A union asks for one after the other, and needs none for long.
@FunctionalInterface
public interface LayerSource {

    LayerIndex layerIndex(DiffId layer) throws IOException;
}
