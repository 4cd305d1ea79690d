package dev.lamina.hub.settings;

import dev.lamina.http.Network;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What whoever runs a hub decides.
///
/// @param accessLog        has a line for each request
/// @param metricsArePublic whether others than this machine may see `/metrics`
/// @param tls              what the hub proves itself with; plain HTTP without it
/// @param plainHttp        whether the hub speaks plain HTTP also where other machines reach it
/// @param proxies          addresses, or networks like `192.0.2.0/24`, of proxies that say who came to
///     them, and how; none if clients reach the hub themselves
public record OperationSettings(
        AccessLogTarget accessLog,
        boolean metricsArePublic,
        Optional<CertificateFiles> tls,
        boolean plainHttp,
        List<String> proxies) {

    /// No access log; metrics for this machine; plain HTTP, on this machine only.
    public static final OperationSettings DEFAULT =
            new OperationSettings(
                    new AccessLogTarget.Nowhere(), false, Optional.empty(), false, List.of());

    /// Where a proxy is believed if nobody says which.
    private static final List<String> THIS_MACHINE = List.of("127.0.0.0/8", "::1");

    /// Creates settings.
    ///
    /// @throws IllegalArgumentException if a proxy is neither an address nor a network
    public OperationSettings {
        proxies = List.copyOf(proxies);
        proxies.forEach(Network::parse);
    }

    /// Tells whether proxies are believed.
    public boolean behindProxy() {
        return !proxies.isEmpty();
    }

    /// Returns settings with an access log in a file.
    public OperationSettings withAccessLog(Path file) {
        return withAccessLog(new AccessLogTarget.ToFile(file));
    }

    /// Returns settings with an access log in a stream.
    public OperationSettings withAccessLog(OutputStream stream) {
        return withAccessLog(new AccessLogTarget.ToStream(stream));
    }

    private OperationSettings withAccessLog(AccessLogTarget target) {
        return new OperationSettings(target, metricsArePublic, tls, plainHttp, proxies);
    }

    /// Returns settings with metrics for everybody, or for this machine.
    public OperationSettings withPublicMetrics(boolean arePublic) {
        return new OperationSettings(accessLog, arePublic, tls, plainHttp, proxies);
    }

    /// Returns settings with TLS.
    public OperationSettings withTls(Path certificate, Path key) {
        return new OperationSettings(
                accessLog,
                metricsArePublic,
                Optional.of(new CertificateFiles(certificate, key)),
                plainHttp,
                proxies);
    }

    /// Returns settings that differ in whether plain HTTP is spoken with other machines.
    public OperationSettings withPlainHttp(boolean isPlain) {
        return new OperationSettings(accessLog, metricsArePublic, tls, isPlain, proxies);
    }

    /// Returns settings that differ in whether a proxy of this machine is before the hub.
    public OperationSettings withProxy(boolean isBehindProxy) {
        return withProxies(isBehindProxy ? THIS_MACHINE : List.of());
    }

    /// Returns settings that differ in which proxies are before the hub.
    ///
    /// @throws IllegalArgumentException if one is neither an address nor a network
    public OperationSettings withProxies(List<String> newProxies) {
        return new OperationSettings(accessLog, metricsArePublic, tls, plainHttp, newProxies);
    }
}
