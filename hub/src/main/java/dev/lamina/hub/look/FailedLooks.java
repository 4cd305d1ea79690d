package dev.lamina.hub.look;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Why blobs cannot be looked into: what is wrong with the content of a digest is wrong for ever.
/// Guarded by its own monitor.
final class FailedLooks {

    private static final int MAX_KEPT = 1_000;

    private final Map<Layer, ImageFormatException> failures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Layer, ImageFormatException> eldest) {
                    return size() > MAX_KEPT;
                }
            };

    /// A manifest may say of a blob that it is another kind of layer than it is, and is wrong then for
    /// itself only.
    private record Layer(Digest digest, String mediaType) {

        static Layer of(Descriptor layer) {
            return new Layer(layer.digest(), layer.mediaType());
        }
    }

    synchronized Optional<ImageFormatException> of(Descriptor layer) {
        return Optional.ofNullable(failures.get(Layer.of(layer)));
    }

    synchronized void add(Descriptor layer, ImageFormatException failure) {
        failures.put(Layer.of(layer), failure);
    }
}
