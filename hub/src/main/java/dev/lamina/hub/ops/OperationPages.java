package dev.lamina.hub.ops;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpHandler;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// `/health`, `/healthz` and `/metrics`, for whoever watches a hub.
public final class OperationPages implements HttpHandler {

    /// The paths.
    public static final Set<String> PATHS = Set.of("/health", "/healthz", "/metrics");

    /// What a proxy adds: behind one, everybody comes from this machine.
    private static final Set<String> PROXY_HEADERS =
            Set.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?");

    private final Health health;
    private final Metrics metrics;
    private final boolean metricsArePublic;

    OperationPages(Health health, Metrics metrics, boolean metricsArePublic) {
        this.health = health;
        this.metrics = metrics;
        this.metricsArePublic = metricsArePublic;
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        exchange.with("Cache-Control", "no-store");
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            exchange.with("Allow", "GET, HEAD").send(405);
        } else if (!exchange.path().equals("/metrics")) {
            sendHealth(exchange);
        } else if (metricsArePublic || isFromThisMachine(exchange)) {
            exchange.with("Content-Type", MetricsText.TYPE).send(200, metrics.text());
        } else {
            exchange.with("Content-Type", "text/plain; charset=utf-8")
                    .send(404, Bytes.utf8("Not Found\n"));
        }
    }

    private void sendHealth(Exchange exchange) throws IOException {
        Health.Result result = health.check();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", word(result.isHealthy()));
        result.parts().forEach((name, answers) -> document.put(name, word(answers)));
        exchange.with("Content-Type", "application/json")
                .send(result.isHealthy() ? 200 : 503, Json.write(document));
    }

    private static String word(boolean answers) {
        return answers ? "ok" : "unavailable";
    }

    private static boolean isFromThisMachine(Exchange exchange) throws IOException {
        return InetAddress.ofLiteral(exchange.remoteAddress()).isLoopbackAddress()
                && LOOPBACK_HOST.matcher(exchange.host()).matches()
                && PROXY_HEADERS.stream().noneMatch(name -> exchange.header(name).isPresent());
    }
}
