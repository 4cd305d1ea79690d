package dev.lamina.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.AnsweredRequest;
import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.OperationSettings;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One line of JSON for each request, and nothing secret in it.
final class AccessLogTest {

    @TempDir Path scratch;

    private HubSettings settings() {
        return TestHub.settings(scratch.resolve("hub"))
                .withOperations(OperationSettings.DEFAULT.withAccessLog(log()));
    }

    private Path log() {
        return scratch.resolve("access.log");
    }

    private static JsonObject parse(String line) throws IOException {
        return Json.parseObject(Bytes.utf8(line), "access log");
    }

    private static long integer(JsonObject line, String name) throws IOException {
        return line.optionalInteger(name).orElse(-1);
    }

    @Test
    void aLineTellsWhoAskedForWhatAndWhatCameOfIt() throws Exception {
        try (TestHub hub = TestHub.start(settings())) {
            hub.pushBlob("library/a", Bytes.utf8("hello"));
            hub.http().get("/v2/library/a/tags/list?n=1", "User-Agent: docker/28");
        }

        // A line is written when an answer has gone, and the next request may be quicker.
        List<String> lines =
                Files.readAllLines(log()).stream()
                        .sorted(Comparator.comparing(line -> line.contains("\"GET\"")))
                        .toList();

        assertThat(lines).hasSize(2);
        assertThat(integer(parse(lines.get(0)), "received")).isEqualTo(5);
        assertThat(integer(parse(lines.get(0)), "status")).isEqualTo(201);
        JsonObject get = parse(lines.get(1));
        assertThat(get.string("remote")).isEqualTo("127.0.0.1");
        assertThat(get.string("method")).isEqualTo("GET");
        assertThat(get.string("path")).isEqualTo("/v2/library/a/tags/list");
        assertThat(get.string("user_agent")).isEqualTo("docker/28");
        assertThat(integer(get, "sent")).isPositive();
        assertThat(Instant.parse(get.string("time"))).isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void itNamesAccountsButNoSecrets() throws Exception {
        HubSettings settings =
                settings()
                        .withPeople(
                                new PeopleSettings(
                                        SignUpMode.CLOSED, Optional.of("a password of hers")));
        String basic = base64("admin:a password of hers");
        String token;
        try (TestHub hub = TestHub.start(settings)) {
            RawHttp.Answer answer = hub.http().get("/token", "Authorization: Basic " + basic);
            token = Json.parseObject(answer.body(), "token").string("token");
            hub.http().get("/v2/", "Authorization: Bearer " + token);
            hub.http().get("/login?secret=in-the-query", "Cookie: lamina=in-the-cookie");
            hub.http().get("/v2/", "Authorization: Basic " + base64("admin:wrong-password"));
        }

        String text = Files.readString(log());

        assertThat(text.lines().filter(line -> line.contains("\"account\":\"admin\""))).hasSize(2);
        assertThat(text)
                .doesNotContain(token)
                .doesNotContain(basic)
                .doesNotContain("a password of hers")
                .doesNotContain("wrong-password")
                .doesNotContain("in-the-");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Bytes.utf8(text).toArray());
    }

    @Test
    void requestsThatNoHandlerSawHaveLinesToo() throws Exception {
        try (TestHub hub = TestHub.start(settings())) {
            hub.http().get("/v2/%2e%2e%2f", "X-A: b");
            hub.http().get("/", "X-Long: " + "x".repeat(20_000));
        }

        assertThat(Files.readAllLines(log()))
                .extracting(line -> integer(parse(line), "status"))
                .containsExactly(400L, 431L);
    }

    @Test
    void whatClientsMakeUpCannotForgeLinesOrSteerTerminals() throws Exception {
        String line =
                AccessLogLine.of(
                        new AnsweredRequest(
                                Instant.EPOCH,
                                "127.0.0.1",
                                Optional.empty(),
                                "GET",
                                "/\r\n{\"status\":200}",
                                404,
                                0,
                                0,
                                Duration.ofMillis(1),
                                Optional.of("\u001b[2J\u009b2J\u202e\u007f\"\\")));

        assertThat(line).matches("[ -~]+\n");
        assertThat(parse(line).string("user_agent")).isEqualTo("\u001b[2J\u009b2J\u202e\u007f\"\\");
        assertThat(parse(line).string("path")).isEqualTo("/\r\n{\"status\":200}");
    }

    @Test
    void aFileThatWasMovedAwayIsFollowedByANewOne() throws Exception {
        Path moved = scratch.resolve("access.log.1");
        try (AccessLog log = AccessLog.toFile(log())) {
            log.answered(request("/one"));
            await(log());
            Files.move(log(), moved);
            log.reopen();
            log.answered(request("/two"));
        }

        assertThat(Files.readString(moved)).contains("/one").doesNotContain("/two");
        assertThat(Files.readString(log())).contains("/two").doesNotContain("/one");
    }

    @Test
    void withoutASignalANewFileBeginsAsWell() throws Exception {
        try (AccessLog log = AccessLog.toFile(log())) {
            log.answered(request("/one"));
            await(log());
            Files.delete(log());
            log.answered(request("/two"));
        }

        assertThat(Files.readString(log())).contains("/two").doesNotContain("/one");
    }

    private static AnsweredRequest request(String path) {
        return new AnsweredRequest(
                Instant.EPOCH,
                "127.0.0.1",
                Optional.empty(),
                "GET",
                path,
                200,
                0,
                0,
                Duration.ofMillis(1),
                Optional.empty());
    }

    private static void await(Path file) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Files.size(file) == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
