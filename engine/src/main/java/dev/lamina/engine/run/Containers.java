package dev.lamina.engine.run;

import dev.lamina.engine.store.Store;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The containers of a store.
public final class Containers {

    private final Store store;
    private final Map<String, String> environment;

    /// Opens the containers of a store.
    ///
    /// @param environment of the caller
    public Containers(Store store, Map<String, String> environment) {
        this.store = store;
        this.environment = environment;
    }

    public int run(RunOptions options) throws IOException {
        throw new UnsupportedOperationException(store + " " + environment.size());
    }

    public List<ContainerSummary> list(boolean all) throws IOException {
        throw new UnsupportedOperationException();
    }

    public ContainerDetails details(String nameOrId) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void remove(String nameOrId, boolean force) throws IOException {
        throw new UnsupportedOperationException();
    }

    public List<ContainerChange> changes(String nameOrId) throws IOException {
        throw new UnsupportedOperationException();
    }
}
