package dev.lamina.hub.settings;

/// Sees how far long work has come.
@FunctionalInterface
public interface Watcher {

    /// Sees that `done` of `total` bytes are done.
    void progress(long done, long total);
}
