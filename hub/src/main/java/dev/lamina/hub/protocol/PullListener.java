package dev.lamina.hub.protocol;

import dev.lamina.hub.catalog.RepositoryName;

/// Learns of pulls.
///
/// A pull is a manifest that was sent in answer to a GET request. An image index is none: whoever
/// pulls one goes on to one of its manifests; and nobody pulls who only asks whether a tag has moved.
@FunctionalInterface
public interface PullListener {

    /// Nobody cares.
    PullListener NONE = _ -> {};

    void pulled(RepositoryName repository);
}
