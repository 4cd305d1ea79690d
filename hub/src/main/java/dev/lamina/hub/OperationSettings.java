package dev.lamina.hub;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/// What whoever runs a hub decides.
///
/// @param accessLogFile    has a line for each request, if there is to be one
/// @param accessLogStream  the same, for a stream
/// @param metricsArePublic whether others than this machine may see `/metrics`
public record OperationSettings(
        Optional<Path> accessLogFile,
        Optional<OutputStream> accessLogStream,
        boolean metricsArePublic) {

    /// No access log; metrics for this machine.
    public static final OperationSettings DEFAULT =
            new OperationSettings(Optional.empty(), Optional.empty(), false);

    /// Returns settings with an access log in a file.
    public OperationSettings withAccessLog(Path file) {
        return new OperationSettings(Optional.of(file), Optional.empty(), metricsArePublic);
    }

    /// Returns settings with an access log in a stream.
    public OperationSettings withAccessLog(OutputStream stream) {
        return new OperationSettings(Optional.empty(), Optional.of(stream), metricsArePublic);
    }

    /// Returns settings with metrics for everybody, or for this machine.
    public OperationSettings withPublicMetrics(boolean arePublic) {
        return new OperationSettings(accessLogFile, accessLogStream, arePublic);
    }
}
