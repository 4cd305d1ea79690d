package dev.lamina.hub.ops;

import dev.lamina.http.AnsweredRequest;
import dev.lamina.http.HttpHandler;
import dev.lamina.http.HttpServer;
import dev.lamina.http.RequestListener;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.catalog.content.Catalog;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What whoever runs a hub sees of it, put together.
public final class Operations implements RequestListener, AutoCloseable {

    private final Metrics metrics;
    private final Optional<AccessLog> accessLog;
    private final HttpHandler pages;

    /// @param isOfApi          tells whether a path is the API's
    /// @param metricsArePublic whether others than this machine may see the metrics
    public Operations(
            Catalog catalog,
            BlobStore store,
            Optional<AccessLog> accessLog,
            Predicate<String> isOfApi,
            boolean metricsArePublic,
            InstantSource clock) {
        this.accessLog = accessLog;
        metrics = new Metrics(isOfApi);
        metrics.gauge(
                "lamina_hub_uploads",
                "Uploads begun and not ended, of all processes.",
                () -> catalog.uploads().count());
        accessLog.ifPresent(
                log ->
                        metrics.gauge(
                                "lamina_hub_access_log_lost_lines",
                                "Lines of the access log that could not be written.",
                                log::lost));
        var health =
                new Health(
                        List.of(
                                new Health.Part("database", () -> catalog.uploads().count()),
                                new Health.Part("blobs", store::check)),
                        clock);
        this.pages = new OperationPages(health, metrics, metricsArePublic);
    }

    /// Watches a server, too.
    public void watch(HttpServer server) {
        metrics.gauge("lamina_hub_connections", "Open connections.", server::connections);
        server.certificateExpiry()
                .ifPresent(
                        first ->
                                metrics.gauge(
                                        "lamina_hub_certificate_expiry_seconds",
                                        "When the certificate expires, in seconds since 1970.",
                                        () ->
                                                server.certificateExpiry()
                                                        .orElse(first)
                                                        .getEpochSecond()));
    }

    public Metrics metrics() {
        return metrics;
    }

    /// Answers [OperationPages#PATHS].
    public HttpHandler pages() {
        return pages;
    }

    @Override
    public void answered(AnsweredRequest request) {
        metrics.answered(request);
        accessLog.ifPresent(log -> log.answered(request));
    }

    /// Begins new files where old ones were moved away.
    public void reopenLogs() {
        accessLog.ifPresent(AccessLog::reopen);
    }

    @Override
    public void close() {
        accessLog.ifPresent(AccessLog::close);
    }
}
