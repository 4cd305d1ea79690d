package dev.lamina.hub.settings;

import java.io.OutputStream;
import java.nio.file.Path;

/// Where a hub writes a line for each request.
public sealed interface AccessLogTarget {

    /// There is no access log.
    record Nowhere() implements AccessLogTarget {}

    /// A file; what it has stays. It may be moved away, then a new one begins.
    record ToFile(Path file) implements AccessLogTarget {}

    /// A stream, which stays open.
    record ToStream(OutputStream stream) implements AccessLogTarget {}
}
