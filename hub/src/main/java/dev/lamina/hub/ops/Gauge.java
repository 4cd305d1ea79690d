package dev.lamina.hub.ops;

import java.io.IOException;

/// A figure that is looked up when somebody asks.
@FunctionalInterface
public interface Gauge {

    /// Returns the figure of this moment.
    ///
    /// @throws IOException if it cannot be had now; it is left out
    long value() throws IOException;
}
