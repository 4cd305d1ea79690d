package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.HttpHandler;
import dev.lamina.http.HttpServer;
import dev.lamina.http.ServerOptions;
import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Errors are told in the form that clients of a path read, wherever in the hub they come from.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorBodiesTest {

    private static final Bytes BLOB = Bytes.utf8("some bytes");
    private static final int LARGE = 5 << 20;

    private enum Form {
        /// Docker Hub's.
        API,
        /// Of distribution-spec 1.1, "Error Codes".
        OCI,
        TEXT,
        HTML
    }

    @TempDir private static Path data;

    private TestHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushBlob("me/app", BLOB);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /// `LARGE` stands for a body that is too large, `LONG` for a header, `CHUNK` for a broken chunk.
    @ParameterizedTest
    @CsvSource({
        "GET,    /api,                               '',             404, API",
        "GET,    /api/nothing,                       '',             404, API",
        "POST,   /api/openapi.json,                  '',             405, API",
        "DELETE, /api/reference.md,                  '',             405, API",
        "GET,    /api/a;b,                           '',             400, API",
        "GET,    /api/a%2Fb,                         '',             400, API",
        "GET,    /api/openapi.json,                  LONG,           431, API",
        "GET,    /v2/repositories,                   '',             405, API",
        "GET,    /v2/repositories/me/none/,          '',             404, API",
        "PUT,    /v2/repositories/me/app/,           '',             405, API",
        "GET,    /v2/repositories/me/app/tags/a;b/,  '',             400, API",
        "GET,    /v2/repositories/me/%2e%2e/x,       '',             400, API",
        "GET,    /v2/repositories/me?page=%zz,       '',             400, API",
        "GET,    /v2/repositories/me/app/,           LONG,           431, API",
        "POST,   /v2/users/login,                    LARGE,          413, API",
        "POST,   /v2/users/login,                    CHUNK,          400, API",
        "GET,    /v2/search/nothing,                 '',             404, API",
        "GET,    /v2/nothing,                        '',             404, OCI",
        "GET,    /v2/me/app/nothing/x/y,             '',             404, OCI",
        "POST,   /v2/,                               '',             405, OCI",
        "POST,   /v2/_catalog,                       '',             405, OCI",
        "PATCH,  /v2/me/app/manifests/1,             '',             405, OCI",
        "PUT,    /v2/me/app/manifests/1,             LARGE,          413, OCI",
        "GET,    /v2/me/app/blobs/DIGEST,            Range: bytes=99-, 416, OCI",
        "PATCH,  UPLOAD,                             Content-Range: 5-14, 416, OCI",
        "PATCH,  UPLOAD,                             CHUNK,          400, OCI",
        "PUT,    /v2/me/app/manifests/1,             CHUNK,          400, OCI",
        "GET,    /v2/me/app/manifests/a;b,           '',             400, OCI",
        "GET,    /v2/me/%2e%2e/manifests/a,          '',             400, OCI",
        "GET,    /v2/me%2Fapp/manifests/a,           '',             400, OCI",
        "GET,    /v2/me/app/manifests/1,             LONG,           431, OCI",
        "GET,    /v1/nothing,                        '',             404, OCI",
        "GET,    /nothing,                           '',             404, HTML",
        "GET,    /v3/nothing,                        '',             404, HTML",
        "GET,    /a;b,                               '',             400, TEXT",
        "GET,    /a%2Fb,                             '',             400, TEXT",
        "GET,    /,                                  LONG,           431, TEXT"
    })
    void errorsHaveTheFormOfTheirPath(
            String method, String path, String special, int status, Form form) throws IOException {
        String wanted =
                path.equals("UPLOAD")
                        ? hub.beginUpload("me/app")
                        : path.replace("DIGEST", Digest.of(BLOB).toString());
        RawHttp.Answer answer = send(method, wanted, special);

        assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(status);
        check(method + " " + path, answer, form);
    }

    private RawHttp.Answer send(String method, String path, String special) throws IOException {
        return switch (special) {
            case "LARGE" -> hub.http().send(method, path, Bytes.of(new byte[LARGE]));
            case "LONG" -> hub.http().get(path, "X-Long: " + "x".repeat(20_000));
            case "CHUNK" -> {
                try (var socket = hub.http().open(method, path, "Transfer-Encoding: chunked")) {
                    socket.getOutputStream().write("no size\r\n".getBytes());
                    yield RawHttp.Answer.read(socket.getInputStream(), method);
                }
            }
            case "" -> hub.http().send(method, path, Bytes.EMPTY);
            default ->
                    hub.http()
                            .send(method, path, method.equals("GET") ? Bytes.EMPTY : BLOB, special);
        };
    }

    private static void check(String what, RawHttp.Answer answer, Form form) throws IOException {
        String type = answer.header("Content-Type");
        switch (form) {
            case API -> {
                assertThat(type).as(what).isEqualTo("application/json");
                Map<?, ?> body = (Map<?, ?>) Json.parse(answer.body(), what);
                assertThat(body.keySet().stream().map(String::valueOf))
                        .as(what)
                        .containsExactlyInAnyOrder("message", "detail");
                assertThat((String) body.get("message")).as(what).isNotBlank();
                assertThat(body.get("detail")).as(what).isEqualTo(body.get("message"));
            }
            case OCI -> {
                assertThat(type).as(what).isEqualTo("application/json");
                Map<?, ?> body = (Map<?, ?>) Json.parse(answer.body(), what);
                assertThat(body.keySet().toString()).as(what).isEqualTo("[errors]");
                Map<?, ?> error = (Map<?, ?>) ((List<?>) body.get("errors")).getFirst();
                assertThat((String) error.get("code")).as(what).matches("[A-Z_]+");
                assertThat((String) error.get("message")).as(what).isNotBlank();
            }
            case TEXT -> assertThat(type).as(what).isEqualTo("text/plain; charset=utf-8");
            case HTML -> assertThat(type).as(what).isEqualTo("text/html; charset=utf-8");
        }
    }

    private static String code(RawHttp.Answer answer) throws IOException {
        Map<?, ?> body = (Map<?, ?>) Json.parse(answer.body(), "answer");
        return (String) ((Map<?, ?>) ((List<?>) body.get("errors")).getFirst()).get("code");
    }

    @Test
    void guessesThatAreTooManyAreRefusedInTheFormOfTheirPath(@TempDir Path other)
            throws IOException {
        try (TeamHub team = TeamHub.start(other)) {
            String wrong = TeamHub.basic("owner", "wrong");
            RawHttp.Answer protocol = team.http().get("/v2/", wrong);
            for (int i = 0; i < 20 && protocol.status() == 401; i++) {
                protocol = team.http().get("/v2/", wrong);
            }
            RawHttp.Answer api = team.http().get("/v2/repositories/team", wrong);

            assertThat(List.of(protocol.status(), api.status())).containsOnly(429);
            check("protocol", protocol, Form.OCI);
            assertThat(code(protocol)).isEqualTo("TOOMANYREQUESTS");
            check("API", api, Form.API);
        }
    }

    /// What no part of a hub has foreseen, and storage that does not answer.
    @Test
    void failuresHaveTheFormOfTheirPath() throws IOException {
        var forms =
                Map.of(
                        "/api/x", Form.API,
                        "/v2/repositories/me/app", Form.API,
                        "/v2/users/me", Form.API,
                        "/v2/search/repositories", Form.API,
                        "/v2/", Form.OCI,
                        "/v2/me/app/manifests/1", Form.OCI,
                        "/r/me/app", Form.TEXT,
                        "/token", Form.TEXT);
        for (String path : new ArrayList<>(forms.keySet())) {
            RawHttp.Answer mistake = failing(path, new IllegalStateException("a mistake"));
            RawHttp.Answer away = failing(path, new BlobStoreException("away", new IOException()));

            assertThat(mistake.status()).as(path).isEqualTo(500);
            assertThat(away.status()).as(path).isEqualTo(503);
            assertThat(away.header("Retry-After")).as(path).isEqualTo("5");
            check(path, mistake, forms.get(path));
            check(path, away, forms.get(path));
            assertThat(mistake.text() + away.text()).doesNotContain("a mistake", "away");
            if (forms.get(path) == Form.OCI) {
                assertThat(code(mistake)).isEqualTo("UNKNOWN");
                assertThat(code(away)).isEqualTo("UNAVAILABLE");
            }
        }
    }

    private static RawHttp.Answer failing(String path, Exception failure) throws IOException {
        HttpHandler failing =
                _ -> {
                    throw failure;
                };
        try (HttpServer server =
                HttpServer.start(
                        new InetSocketAddress("127.0.0.1", 0),
                        ServerOptions.of(Optional.empty(), List.of()),
                        new FrontDoor(
                                Optional.empty(), failing, failing, failing, failing, failing),
                        _ -> {})) {
            return new RawHttp(server.address()).get(path);
        }
    }
}
