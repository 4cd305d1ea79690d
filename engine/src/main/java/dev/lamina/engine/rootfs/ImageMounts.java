package dev.lamina.engine.rootfs;

import dev.lamina.engine.store.Store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// The images that are mounted for a user to look into.
public final class ImageMounts {

    private final Store store;
    private final Map<String, String> environment;

    public ImageMounts(Store store, Map<String, String> environment) {
        this.store = store;
        this.environment = environment;
    }

    public Path mount(String nameOrId) throws IOException {
        throw new UnsupportedOperationException(store + " " + environment.size());
    }

    public boolean unmount(String image) throws IOException {
        throw new UnsupportedOperationException();
    }

    public MountSupport support() {
        throw new UnsupportedOperationException();
    }
}
