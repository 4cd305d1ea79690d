package dev.lamina.engine.images;

import dev.lamina.engine.Engine;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.StorePaths;

/// Opens the store of an engine once more, to look below what it shows.
public final class StoreOf {

    private StoreOf() {}

    public static Images images(Engine engine) {
        return Images.open(new StorePaths(engine.settings().root()));
    }

    public static Store bytes(Engine engine) {
        return images(engine).store();
    }
}
