package dev.lamina.hub;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/// What whoever runs a hub decides.
///
/// @param accessLogFile    has a line for each request, if there is to be one
/// @param accessLogStream  the same, for a stream
/// @param metricsArePublic whether others than this machine may see `/metrics`
/// @param tlsCertificate   a file of certificates in PEM form, the hub's first; plain HTTP without it
/// @param tlsKey           the file of its private key
/// @param behindProxy      whether only a proxy reaches the hub, and says who came to it, and how
public record OperationSettings(
        Optional<Path> accessLogFile,
        Optional<OutputStream> accessLogStream,
        boolean metricsArePublic,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey,
        boolean behindProxy) {

    /// No access log; metrics for this machine; plain HTTP.
    public static final OperationSettings DEFAULT =
            new OperationSettings(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /// Returns settings with an access log in a file.
    public OperationSettings withAccessLog(Path file) {
        return new OperationSettings(
                Optional.of(file),
                Optional.empty(),
                metricsArePublic,
                tlsCertificate,
                tlsKey,
                behindProxy);
    }

    /// Returns settings with an access log in a stream.
    public OperationSettings withAccessLog(OutputStream stream) {
        return new OperationSettings(
                Optional.empty(),
                Optional.of(stream),
                metricsArePublic,
                tlsCertificate,
                tlsKey,
                behindProxy);
    }

    /// Returns settings with metrics for everybody, or for this machine.
    public OperationSettings withPublicMetrics(boolean arePublic) {
        return new OperationSettings(
                accessLogFile, accessLogStream, arePublic, tlsCertificate, tlsKey, behindProxy);
    }

    /// Returns settings with TLS.
    public OperationSettings withTls(Path certificate, Path key) {
        return new OperationSettings(
                accessLogFile,
                accessLogStream,
                metricsArePublic,
                Optional.of(certificate),
                Optional.of(key),
                behindProxy);
    }

    /// Returns settings that differ in whether a proxy is before the hub.
    public OperationSettings withProxy(boolean isBehindProxy) {
        return new OperationSettings(
                accessLogFile,
                accessLogStream,
                metricsArePublic,
                tlsCertificate,
                tlsKey,
                isBehindProxy);
    }
}
