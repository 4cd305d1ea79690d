package dev.lamina.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.settings.OperationSettings;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// `/metrics` in Prometheus' text format 0.0.4.
final class MetricsTest {

    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.E+-]+");

    @TempDir Path data;

    @Test
    void requestsPushesPullsAndBytesAreCounted() throws Exception {
        try (TestHub hub = TestHub.start(data)) {
            hub.pushImage("library/a", "1", 1);
            hub.http().get("/v2/library/a/manifests/1");
            hub.http().get("/v2/library/a/manifests/2");
            hub.beginUpload("library/a");
            hub.http().get("/v2/made/up/" + "x".repeat(50));
            hub.http().send("BREW", "/v2/", Bytes.EMPTY);

            List<String> lines = metrics(hub);

            assertThat(lines)
                    .contains("lamina_hub_pushes_total 1")
                    .contains("lamina_hub_pulls_total 1")
                    .contains("lamina_hub_uploads 1")
                    .contains(
                            "lamina_hub_requests_total"
                                    + "{method=\"PUT\",route=\"manifest\",status=\"201\"} 1")
                    .contains(
                            "lamina_hub_requests_total"
                                    + "{method=\"GET\",route=\"manifest\",status=\"404\"} 1")
                    .contains("lamina_hub_request_seconds_count{route=\"manifest\"} 3")
                    .contains("lamina_hub_request_seconds_bucket{route=\"manifest\",le=\"+Inf\"} 3")
                    .anyMatch(line -> line.matches("lamina_hub_received_bytes_total \\d{4,}"))
                    .anyMatch(line -> line.matches("lamina_hub_connections [1-9]\\d*"))
                    .anyMatch(line -> line.contains("method=\"other\""))
                    .noneMatch(line -> line.contains("xxx") || line.contains("BREW"));
        }
    }

    @Test
    void everyLineHasTheFormThatPrometheusReads() throws Exception {
        try (TestHub hub = TestHub.start(data)) {
            hub.http().get("/v2/");

            assertThat(metrics(hub))
                    .allMatch(
                            line ->
                                    line.matches("# (HELP|TYPE) [a-z_]+ .+")
                                            || SAMPLE.matcher(line).matches());
        }
    }

    @Test
    void theLongerDurationsContainTheShorterOnes() throws Exception {
        var histogram = new Histogram();
        histogram.add(Duration.ofMillis(1));
        histogram.add(Duration.ofMillis(3));
        histogram.add(Duration.ofHours(1));

        assertThat(histogram.upTo(0)).isEqualTo(1);
        assertThat(histogram.upTo(2)).isEqualTo(2);
        assertThat(histogram.upTo(Histogram.BOUNDS.size() - 1)).isEqualTo(2);
        assertThat(histogram.upTo(Histogram.BOUNDS.size())).isEqualTo(3);
        assertThat(histogram.seconds()).isEqualTo(3600.004);
    }

    @Test
    void strangersDoNotSeeThem() throws Exception {
        try (TestHub hub = TestHub.start(data)) {
            RawHttp http = hub.http();

            assertThat(http.get("/metrics").status()).isEqualTo(200);
            assertThat(http.get("/metrics", "X-Forwarded-For: 192.0.2.1").status()).isEqualTo(404);
            assertThat(http.get("/metrics", "Via: 1.1 proxy").status()).isEqualTo(404);
            assertThat(other(hub, "Host: hub.example.com")).isEqualTo(404);
        }
    }

    @Test
    void theySeeThemWhereTheyMay() throws Exception {
        var open = OperationSettings.DEFAULT.withPublicMetrics(true);
        try (TestHub hub = TestHub.start(TestHub.settings(data).withOperations(open))) {
            assertThat(other(hub, "Host: hub.example.com")).isEqualTo(200);
        }
    }

    /// A request with another name for the hub than its address.
    private static int other(TestHub hub, String host) throws IOException {
        try (var socket = new Socket(hub.address().getAddress(), hub.address().getPort())) {
            String head = "GET /metrics HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(Bytes.utf8(head).toArray());
            return RawHttp.Answer.read(socket.getInputStream(), "GET").status();
        }
    }

    /// The last request may be counted a moment after its answer.
    private static List<String> metrics(TestHub hub) throws IOException {
        RawHttp.Answer answer = hub.http().get("/metrics");
        for (int i = 0; i < 100 && !answer.text().contains("method=\"other\""); i++) {
            answer = hub.http().get("/metrics");
        }
        assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        return answer.text().lines().toList();
    }
}
