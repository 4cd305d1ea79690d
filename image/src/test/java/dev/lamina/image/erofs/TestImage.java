package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.tree.TestLayer;
import dev.lamina.image.tree.Tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// An EROFS image of layers that a test wrote.
///
/// @param layers of the image, lowest first
/// @param tree   their union
/// @param bytes  the EROFS image of the union
record TestImage(List<TestLayer> layers, Tree tree, Bytes bytes) {

    /// Makes layers from the notation of tests, lowest first, and their image.
    static TestImage of(String... layers) throws IOException {
        return of(Arrays.stream(layers).map(TestLayer::of).toList());
    }

    static TestImage of(List<TestLayer> layers) throws IOException {
        Tree tree = TestLayer.union(layers);
        var out = new ByteArrayOutputStream();
        ErofsWriter.write(tree, sizes(layers), out);
        return new TestImage(layers, tree, Bytes.of(out.toByteArray()));
    }

    /// Reads the image back.
    Tree read() throws IOException {
        return read(bytes);
    }

    /// Reads other bytes as an image of these layers.
    Tree read(Bytes image) throws IOException {
        return ErofsReader.read(image, "image", List.copyOf(sizes(layers).keySet()));
    }

    private static SequencedMap<DiffId, Long> sizes(List<TestLayer> layers) {
        var sizes = new LinkedHashMap<DiffId, Long>();
        for (TestLayer layer : layers) {
            sizes.put(layer.layerIndex().diffId(), layer.layerIndex().tarSize());
        }
        return sizes;
    }
}
