package dev.lamina.engine.disk;

/// A lock that is held until it is closed; any thread may close it.
public interface StoreLock extends AutoCloseable {

    @Override
    void close();
}
