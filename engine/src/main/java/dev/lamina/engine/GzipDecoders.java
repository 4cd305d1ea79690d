package dev.lamina.engine;

import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.compression.JdkGzipDecoder;
import dev.lamina.linux.IsaL;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes decoders of gzip: ISA-L's where it is installed, else the JDK's. Which one is found out
/// when the first is asked for.
final class GzipDecoders implements Supplier<GzipDecoder> {

    /// With the value `jdk` nothing native is looked for.
    static final String INFLATER_VARIABLE = "LAMINA_INFLATER";

    private final boolean nativeAllowed;

    /// The library, once it was looked for. Guarded by this.
    private Optional<Optional<IsaL>> library = Optional.empty();

    GzipDecoders(Map<String, String> environment) {
        this.nativeAllowed = !"jdk".equals(environment.get(INFLATER_VARIABLE));
    }

    @Override
    public GzipDecoder get() {
        Optional<IsaL> found = nativeAllowed ? library() : Optional.empty();
        return found.isPresent()
                ? new IsaLGzipDecoder(found.get().newInflation())
                : new JdkGzipDecoder();
    }

    private synchronized Optional<IsaL> library() {
        if (library.isEmpty()) {
            library = Optional.of(IsaL.load());
        }
        return library.get();
    }
}
