package dev.lamina.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.Hub;
import dev.lamina.hub.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Every request of the API, by everybody.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiRightsTest {

    private static final List<String> CALLERS =
            List.of("nobody", "stranger", "reader", "writer", "owner", "admin");
    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");

    @TempDir private static Path directory;

    private TeamHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = TeamHub.start(directory);
        for (String name : List.of("open", "closed")) {
            hub.push("team/" + name, "1", CONFIG, LAYER, MANIFEST);
        }
        hub.hide("team/closed");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /// Nobody learns of what is private: 404.
    @ParameterizedTest
    @CsvSource({
        "GET,    /v2/repositories/team/open/,                  200, 200, 200, 200, 200, 200",
        "GET,    /v2/repositories/team/open/tags,              200, 200, 200, 200, 200, 200",
        "GET,    /v2/repositories/team/open/tags/1,            200, 200, 200, 200, 200, 200",
        "GET,    /v2/repositories/team/open/tags/1/history,    200, 200, 200, 200, 200, 200",
        "PUT,    /v2/repositories/team/open/tags/1,            401, 403, 403, 200, 200, 200",
        "DELETE, /v2/repositories/team/open/tags/none,         401, 403, 403, 403, 404, 404",
        "PUT,    /v2/repositories/team/open/stars,             401, 204, 204, 204, 204, 204",
        "DELETE, /v2/repositories/team/open/stars,             401, 204, 204, 204, 204, 204",
        "PATCH,  /v2/repositories/team/open,                   401, 403, 403, 403, 200, 200",
        "GET,    /v2/repositories/team/closed,                 404, 404, 200, 200, 200, 200",
        "GET,    /v2/repositories/team/closed/tags,            404, 404, 200, 200, 200, 200",
        "GET,    /v2/repositories/team/closed/tags/1,          404, 404, 200, 200, 200, 200",
        "GET,    /v2/repositories/team/closed/tags/1/history,  404, 404, 200, 200, 200, 200",
        "PUT,    /v2/repositories/team/closed/tags/1,          404, 404, 403, 200, 200, 200",
        "DELETE, /v2/repositories/team/closed/tags/none,       404, 404, 403, 403, 404, 404",
        "PUT,    /v2/repositories/team/closed/stars,           404, 404, 204, 204, 204, 204",
        "PATCH,  /v2/repositories/team/closed,                 404, 404, 403, 403, 200, 200",
        "DELETE, /v2/repositories/team/closed,                 404, 404, 403, 403, 000, 000",
        "POST,   /v2/repositories,                             401, 403, 403, 403, 409, 409",
        "GET,    /v2/repositories/team,                        200, 200, 200, 200, 200, 200",
        "GET,    /v2/users/team,                               200, 200, 200, 200, 200, 200",
        "GET,    /v2/search/repositories?query=o,              200, 200, 200, 200, 200, 200",
        "GET,    /api/openapi.json,                            200, 200, 200, 200, 200, 200"
    })
    void whoMayDoWhat(
            String method,
            String path,
            int nobody,
            int stranger,
            int reader,
            int writer,
            int owner,
            int admin)
            throws IOException {
        List<Integer> expected = List.of(nobody, stranger, reader, writer, owner, admin);
        for (int i = 0; i < CALLERS.size(); i++) {
            if (expected.get(i) == 0) {
                continue; // It would be done.
            }
            for (TeamHub.Login login :
                    List.of(TeamHub.Login.PASSWORD, TeamHub.Login.BEARER_ACCOUNT_TOKEN)) {
                RawHttp.Answer answer =
                        hub.http()
                                .send(
                                        method,
                                        path,
                                        body(method, path),
                                        hub.headers(CALLERS.get(i), login, path)
                                                .toArray(String[]::new));
                assertThat(answer.status())
                        .as("%s by %s with %s: %s", path, CALLERS.get(i), login, answer.text())
                        .isEqualTo(expected.get(i));
            }
        }
    }

    /// Everybody may try to log in, with whatever proof.
    @Test
    void everyRouteOfTheApiHasARow() throws NoSuchMethodException {
        String[] rows =
                ApiRightsTest.class
                        .getDeclaredMethod(
                                "whoMayDoWhat",
                                String.class,
                                String.class,
                                int.class,
                                int.class,
                                int.class,
                                int.class,
                                int.class,
                                int.class)
                        .getAnnotation(CsvSource.class)
                        .value();

        assertThat(ApiRoutes.ALL)
                .filteredOn(route -> !route.path().equals("/v2/users/login"))
                .allMatch(route -> Stream.of(rows).anyMatch(row -> isOf(route, row)));
    }

    private static boolean isOf(ApiRoute route, String row) {
        String[] cells = row.split(",\\s*");
        String path = cells[1].replaceFirst("[?].*|/$", "");
        return cells[0].equals(route.method()) && route.match(path).isPresent();
    }

    private static Bytes body(String method, String path) {
        return switch (method) {
            case "PATCH" -> Bytes.utf8("{\"description\": \"said\"}");
            case "POST" -> Bytes.utf8("{\"namespace\": \"team\", \"name\": \"open\"}");
            case "PUT" ->
                    path.endsWith("stars")
                            ? Bytes.EMPTY
                            : Bytes.utf8("{\"digest\": \"" + Digest.of(MANIFEST) + "\"}");
            default -> Bytes.EMPTY;
        };
    }

    @ParameterizedTest
    @CsvSource({"nobody, 1", "stranger, 1", "reader, 2", "admin, 2"})
    void listsHideWhatIsPrivate(String caller, int count) throws IOException {
        for (String path : List.of("/v2/repositories/team", "/v2/search/repositories?query=team")) {
            RawHttp.Answer answer =
                    hub.http()
                            .get(
                                    path,
                                    hub.headers(caller, TeamHub.Login.PASSWORD, path)
                                            .toArray(String[]::new));

            assertThat(answer.text()).as(path).contains("\"count\":" + count + ",");
        }
    }

    @Test
    void aTokenThatReadsGivesNoStars() throws IOException {
        String token = "Authorization: Bearer " + hub.readToken("reader");
        String path = "/v2/repositories/team/open/stars";

        assertThat(hub.http().send("PUT", path, Bytes.EMPTY, token).status()).isEqualTo(403);
        assertThat(hub.http().send("DELETE", path, Bytes.EMPTY, token).status()).isEqualTo(403);
    }

    @Test
    void nobodyChangesAHubForTrialsOverTheApi(@TempDir Path other) throws IOException {
        Bytes change = Bytes.utf8("{\"description\": \"said\"}");
        String path = "/v2/repositories/library/app";
        try (Hub trial = Hub.start(TestHub.settings(other))) {
            var http = new RawHttp(trial.address());
            String upload = "/v2/library/app/blobs/uploads/?digest=" + Digest.of(LAYER);
            assertThat(http.send("POST", upload, LAYER).status()).isEqualTo(201);

            assertThat(http.get(path).status()).isEqualTo(200);
            assertThat(http.send("PATCH", path, change).status()).isEqualTo(401);
            assertThat(http.send("DELETE", path, Bytes.EMPTY).status()).isEqualTo(401);
        }
    }
}
