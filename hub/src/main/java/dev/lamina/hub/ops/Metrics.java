package dev.lamina.hub.ops;

import dev.lamina.http.AnsweredRequest;
import dev.lamina.http.RequestListener;
import dev.lamina.image.Bytes;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// What happened in this process since it started, as Prometheus reads it.
public final class Metrics implements RequestListener {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<RouteClass, Histogram> durations = new ConcurrentHashMap<>();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder pulls = new LongAdder();
    private final LongAdder pushes = new LongAdder();
    private final List<Figure> gauges = new CopyOnWriteArrayList<>();

    private final Predicate<String> isOfApi;

    /// @param isOfApi tells whether a path is the API's
    Metrics(Predicate<String> isOfApi) {
        this.isOfApi = isOfApi;
    }

    private record Kind(RouteClass route, String method, int status) {}

    private record Figure(String name, String help, Gauge gauge) {}

    /// Counts a request. Those of whoever watches would only hide the others.
    @Override
    public void answered(AnsweredRequest request) {
        if (OperationPages.PATHS.contains(request.path())) {
            return;
        }
        RouteClass route = RouteClass.of(request.path(), isOfApi.test(request.path()));
        String method = METHODS.contains(request.method()) ? request.method() : "other";
        requests.computeIfAbsent(new Kind(route, method, request.status()), _ -> new LongAdder())
                .increment();
        durations.computeIfAbsent(route, _ -> new Histogram()).add(request.duration());
        received.add(request.received());
        sent.add(request.sent());
        if (route == RouteClass.MANIFEST && method.equals("PUT") && request.status() == 201) {
            pushes.increment();
        }
    }

    /// Counts a pull.
    public void pulled() {
        pulls.increment();
    }

    /// Adds a figure.
    public void gauge(String name, String help, Gauge gauge) {
        gauges.add(new Figure(name, help, gauge));
    }

    Bytes text() {
        var text = new MetricsText();
        writeRequests(text);
        writeDurations(text);
        writeCounter(text, "lamina_hub_received_bytes_total", "Bytes of request bodies.", received);
        writeCounter(text, "lamina_hub_sent_bytes_total", "Bytes of answers' bodies.", sent);
        writeCounter(text, "lamina_hub_pulls_total", "Pulls, as repositories count them.", pulls);
        writeCounter(text, "lamina_hub_pushes_total", "Manifests that were pushed.", pushes);
        for (Figure figure : gauges) {
            writeGauge(text, figure);
        }
        writeProcess(text);
        return text.bytes();
    }

    private void writeRequests(MetricsText text) {
        String name = "lamina_hub_requests_total";
        text.begin(name, "counter", "Requests that were answered.");
        requests.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                entry ->
                                        entry.getKey().route()
                                                + entry.getKey().method()
                                                + entry.getKey().status()))
                .forEach(
                        entry -> text.sample(name, labels(entry.getKey()), entry.getValue().sum()));
    }

    private static String labels(Kind kind) {
        return "method=\"%s\",route=\"%s\",status=\"%d\""
                .formatted(kind.method(), kind.route().label(), kind.status());
    }

    private void writeDurations(MetricsText text) {
        String name = "lamina_hub_request_seconds";
        text.begin(
                name, "histogram", "From the first byte of a request to the last of its answer.");
        for (RouteClass route : RouteClass.values()) {
            Histogram histogram = durations.get(route);
            if (histogram != null) {
                writeHistogram(text, name, "route=\"" + route.label() + "\"", histogram);
            }
        }
    }

    private static void writeHistogram(
            MetricsText text, String name, String labels, Histogram histogram) {
        int bounds = Histogram.BOUNDS.size();
        for (int i = 0; i < bounds; i++) {
            double bound = Histogram.seconds(Histogram.BOUNDS.get(i));
            text.sample(name + "_bucket", labels + ",le=\"" + bound + "\"", histogram.upTo(i));
        }
        long count = histogram.upTo(bounds);
        text.sample(name + "_bucket", labels + ",le=\"+Inf\"", count)
                .sample(name + "_sum", labels, histogram.seconds())
                .sample(name + "_count", labels, count);
    }

    private static void writeCounter(MetricsText text, String name, String help, LongAdder sum) {
        text.begin(name, "counter", help).sample(name, "", sum.sum());
    }

    private static void writeGauge(MetricsText text, Figure figure) {
        try {
            long value = figure.gauge().value();
            text.begin(figure.name(), "gauge", figure.help()).sample(figure.name(), "", value);
        } catch (IOException e) {
            // The other figures are wanted most when something is down.
            return;
        }
    }

    /// By the names that Prometheus' own client libraries use.
    private static void writeProcess(MetricsText text) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        text.begin("jvm_memory_used_bytes", "gauge", "Memory that the JVM uses.")
                .sample(
                        "jvm_memory_used_bytes",
                        "area=\"heap\"",
                        memory.getHeapMemoryUsage().getUsed())
                .sample(
                        "jvm_memory_used_bytes",
                        "area=\"nonheap\"",
                        memory.getNonHeapMemoryUsage().getUsed());
        text.begin("jvm_memory_max_bytes", "gauge", "Memory that the JVM may use.")
                .sample(
                        "jvm_memory_max_bytes",
                        "area=\"heap\"",
                        memory.getHeapMemoryUsage().getMax());
        text.begin("process_start_time_seconds", "gauge", "When the hub started.")
                .sample(
                        "process_start_time_seconds",
                        "",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    }
}
