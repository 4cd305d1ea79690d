package dev.lamina.http;

/// Learns of all requests, also of those that were refused before a handler saw them.
@FunctionalInterface
public interface RequestListener {

    /// Nobody cares.
    RequestListener NONE = _ -> {};

    /// Learns of a request that has been answered. Must not block: it is called by the threads that
    /// serve.
    void answered(AnsweredRequest request);
}
