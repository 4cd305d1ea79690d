package dev.lamina.hub;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/// What whoever runs a hub decides.
///
/// @param accessLog        has a line for each request
/// @param metricsArePublic whether others than this machine may see `/metrics`
/// @param tls              what the hub proves itself with; plain HTTP without it
/// @param behindProxy      whether only a proxy reaches the hub, and says who came to it, and how
public record OperationSettings(
        AccessLogTarget accessLog,
        boolean metricsArePublic,
        Optional<CertificateFiles> tls,
        boolean behindProxy) {

    /// No access log; metrics for this machine; plain HTTP.
    public static final OperationSettings DEFAULT =
            new OperationSettings(new AccessLogTarget.Nowhere(), false, Optional.empty(), false);

    /// Returns settings with an access log in a file.
    public OperationSettings withAccessLog(Path file) {
        return withAccessLog(new AccessLogTarget.ToFile(file));
    }

    /// Returns settings with an access log in a stream.
    public OperationSettings withAccessLog(OutputStream stream) {
        return withAccessLog(new AccessLogTarget.ToStream(stream));
    }

    private OperationSettings withAccessLog(AccessLogTarget target) {
        return new OperationSettings(target, metricsArePublic, tls, behindProxy);
    }

    /// Returns settings with metrics for everybody, or for this machine.
    public OperationSettings withPublicMetrics(boolean arePublic) {
        return new OperationSettings(accessLog, arePublic, tls, behindProxy);
    }

    /// Returns settings with TLS.
    public OperationSettings withTls(Path certificate, Path key) {
        return new OperationSettings(
                accessLog,
                metricsArePublic,
                Optional.of(new CertificateFiles(certificate, key)),
                behindProxy);
    }

    /// Returns settings that differ in whether a proxy is before the hub.
    public OperationSettings withProxy(boolean isBehindProxy) {
        return new OperationSettings(accessLog, metricsArePublic, tls, isBehindProxy);
    }
}
