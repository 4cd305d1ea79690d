package dev.lamina.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the OpenAPI document says is what a hub answers.
final class OpenApiTest {

    private static final Bytes CONFIG =
            Bytes.utf8("{\"os\": \"linux\", \"architecture\": \"arm64\", \"variant\": \"v8\"}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");
    private static final Bytes ARTIFACT =
            TestHub.manifest(
                    Bytes.utf8("{}"), LAYER, ", \"artifactType\": \"application/vnd.example\"");
    private static final String TEAM = "/v2/repositories/team";
    private static final String APP = TEAM + "/app";
    private static final String TEXTS =
            "{\"description\": \"said\", \"source\": \"https://example.com/a\", \"licence\": \"MIT\","
                    + " \"categories\": [\"web\"], \"full_description\": \"# A\"}";

    /// All requests that have an answer with a body, in an order in which they can be made.
    private static final String[][] REQUESTS = {
        {
            "POST",
            "/v2/users/login",
            "{\"username\": \"owner\", \"password\": \"" + TeamHub.PASSWORD + "\"}"
        },
        {"GET", "/v2/users/owner", ""},
        {"GET", "/v2/access-tokens", ""},
        {"GET", "/v2/users/team", ""},
        {"POST", "/v2/repositories", "{\"namespace\": \"team\", \"name\": \"new\"}"},
        {"GET", TEAM + "/new", ""},
        {"GET", TEAM + "/new/tags", ""},
        {"PATCH", APP, TEXTS},
        {"GET", APP, ""},
        {"GET", TEAM + "/closed", ""},
        {"GET", TEAM, ""},
        {"GET", TEAM + "?page_size=1&page=2", ""},
        {"GET", "/v2/search/repositories?query=team", ""},
        {"GET", "/v2/search/repositories?query=team&is_official=false&page_size=1&page=2", ""},
        {"GET", "/v2/search/repositories?query=nothing", ""},
        {"PUT", APP + "/tags/1", "{\"digest\": \"" + Digest.of(MANIFEST) + "\"}"},
        {"GET", APP + "/tags", ""},
        {"GET", APP + "/tags?page_size=1&page=2&name=.", ""},
        {"GET", APP + "/tags/1", ""},
        {"GET", APP + "/tags/artifact", ""},
        {"GET", APP + "/tags/1/history", ""},
        {"GET", APP + "/tags/gone/history", ""},
    };

    @TempDir private Path directory;
    private TeamHub hub;
    private Map<?, ?> openApi;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        for (String tag : List.of("1", "1.1", "1.2", "gone")) {
            hub.push("team/app", tag, CONFIG, LAYER, MANIFEST);
        }
        hub.push("team/app", "artifact", Bytes.utf8("{}"), LAYER, ARTIFACT);
        hub.push("team/closed", "1", CONFIG, LAYER, MANIFEST);
        hub.hide("team/closed");
        assertThat(send("DELETE", APP + "/tags/gone", "").status()).isEqualTo(204);
        openApi = (Map<?, ?>) Json.parse(hub.http().get("/api/openapi.json").body(), "document");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private RawHttp.Answer send(String method, String path, String body) throws IOException {
        String login = TeamHub.basic("owner", TeamHub.PASSWORD);
        return hub.http().send(method, path, Bytes.utf8(body), login);
    }

    private Map<?, ?> operation(ApiRoute route) {
        Map<?, ?> path = (Map<?, ?>) ((Map<?, ?>) openApi.get("paths")).get(route.path());
        return (Map<?, ?>) path.get(route.method().toLowerCase(Locale.ROOT));
    }

    private Map<?, ?> response(ApiRoute route, String status) {
        return (Map<?, ?>) ((Map<?, ?>) operation(route).get("responses")).get(status);
    }

    private Map<?, ?> schema(ApiRoute route, String status) {
        Map<?, ?> content = (Map<?, ?>) response(route, status).get("content");
        return (Map<?, ?>) ((Map<?, ?>) content.get("application/json")).get("schema");
    }

    private static ApiRoute route(String method, String path) {
        return ApiRoutes.ALL.stream()
                .filter(route -> route.method().equals(method))
                .filter(route -> route.match(path.replaceFirst("[?].*", "")).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyAnswerHasTheSchemaThatTheDocumentNames() throws IOException {
        Set<String> asked = new HashSet<>();
        for (String[] request : REQUESTS) {
            RawHttp.Answer answer = send(request[0], request[1], request[2]);
            ApiRoute route = route(request[0], request[1]);
            asked.add(route.id());

            assertThat(response(route, Integer.toString(answer.status())))
                    .as("%s %s: %s", request[0], request[1], answer.text())
                    .isNotNull();
            assertThat(flaws(schema(route, Integer.toString(answer.status())), answer))
                    .as("%s %s: %s", request[0], request[1], answer.text())
                    .isEmpty();
        }
        assertThat(ApiRoutes.ALL)
                .filteredOn(route -> route.answer().shape().isPresent())
                .allMatch(route -> asked.contains(route.id()));
        assertThat(ApiRoutes.ALL)
                .filteredOn(route -> route.method().equals("GET"))
                .allMatch(route -> asked.contains(route.id()));
    }

    private List<String> flaws(Map<?, ?> schema, RawHttp.Answer answer) throws IOException {
        return SchemaCheck.flaws(openApi, schema, Json.parse(answer.body(), "answer"));
    }

    @Test
    void whatHasNoSchemaHasNoBody() throws IOException {
        for (String[] request :
                new String[][] {
                    {"PUT", APP + "/stars"},
                    {"DELETE", APP + "/stars"},
                    {"DELETE", APP + "/tags/1.1"},
                    {"DELETE", APP}
                }) {
            RawHttp.Answer answer = send(request[0], request[1], "");
            ApiRoute route = route(request[0], request[1]);

            assertThat(response(route, Integer.toString(answer.status()))).isNotNull();
            assertThat(response(route, Integer.toString(answer.status())).containsKey("content"))
                    .isFalse();
            assertThat(answer.body()).as(request[1]).isEqualTo(Bytes.EMPTY);
        }
    }

    @Test
    void everyRefusalHasTheSchemaOfErrors() throws IOException {
        for (ApiRoute route : ApiRoutes.ALL) {
            String path = route.path().replaceAll("\\{\\w+}", "none");
            RawHttp.Answer answer = hub.http().send(route.method(), path, Bytes.utf8("no"));
            if (answer.status() != route.answer().status()) {
                assertThat(flaws(schema(route, "default"), answer)).as(path).isEmpty();
            }
        }
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        List<Object> ids =
                ApiRoutes.ALL.stream().<Object>map(r -> operation(r).get("operationId")).toList();

        assertThat(ids).hasSameSizeAs(ApiRoutes.ALL).doesNotHaveDuplicates();
        assertThat(ids)
                .allMatch(id -> id instanceof String text && text.matches("[a-z]+[A-Za-z]*"));
    }

    @Test
    void everySchemaIsUsed() throws IOException {
        String text = hub.http().get("/api/openapi.json").text();
        Map<?, ?> components = (Map<?, ?>) openApi.get("components");

        assertThat(((Map<?, ?>) components.get("schemas")).keySet())
                .allMatch(name -> text.contains("\"#/components/schemas/" + name + "\""));
    }

    /// The check itself sees what is wrong.
    @Test
    void aValueThatIsNotAsDescribedIsSeen() {
        Map<String, ?> tag = Map.of("$ref", "#/components/schemas/TagMove");
        String time = "2026-01-31T12:00:00Z";

        assertThat(SchemaCheck.flaws(openApi, tag, Map.of("moved_at", time, "moved_by", "me")))
                .isEmpty();
        assertThat(SchemaCheck.flaws(openApi, tag, Map.of("moved_at", time)))
                .containsExactly("$: no moved_by");
        assertThat(SchemaCheck.flaws(openApi, tag, Map.of("moved_at", "now", "moved_by", "me")))
                .containsExactly("$.moved_at: expected date-time, got now");
        assertThat(SchemaCheck.flaws(openApi, tag, Map.of("moved_at", time, "moved_by", 1L)))
                .containsExactly("$.moved_by: expected [string], got 1");
        assertThat(
                        SchemaCheck.flaws(
                                openApi,
                                tag,
                                Map.of("moved_at", time, "moved_by", "me", "more", "x")))
                .containsExactly("$: not described: more");
    }
}
