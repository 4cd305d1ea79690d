package dev.lamina.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.TestAccounts;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What the API answers.
final class ApiTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final String REPOSITORY = "/v2/repositories/team/app";

    @TempDir private Path directory;
    private TeamHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        push("1.9", "one");
        push("1.10", "two");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Digest push(String tag, String content) throws IOException {
        Bytes layer = Bytes.utf8(content);
        Bytes manifest = TestHub.manifest(CONFIG, layer, "");
        hub.push("team/app", tag, CONFIG, layer, manifest);
        return Digest.of(manifest);
    }

    private RawHttp.Answer send(String method, String path, String body, String... headers)
            throws IOException {
        return hub.http().send(method, path, Bytes.utf8(body), headers);
    }

    @Test
    void aFieldOfTheWrongTypeIsRefused() throws IOException {
        String admin = TeamHub.basic("admin", TeamHub.PASSWORD);

        for (String[] request :
                new String[][] {
                    {"POST", "/v2/users/login", "{\"username\": 1, \"password\": \"x\"}"},
                    {"POST", "/v2/repositories", "{\"namespace\": [], \"name\": \"x\"}"},
                    {"PATCH", REPOSITORY, "{\"description\": {}}"},
                }) {
            RawHttp.Answer answer = send(request[0], request[1], request[2], admin);

            assertThat(answer.status()).as(request[1]).isEqualTo(400);
            assertThat(document(answer).string("message")).isNotEmpty();
        }
    }

    @Test
    void aRefusedChangeChangesNothing() throws IOException {
        String admin = TeamHub.basic("admin", TeamHub.PASSWORD);

        RawHttp.Answer answer =
                send("PATCH", REPOSITORY, "{\"description\": \"new\", \"is_private\": 1}", admin);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(document(send("GET", REPOSITORY, "", admin)).string("description")).isEmpty();
    }

    private static JsonObject document(RawHttp.Answer answer) throws IOException {
        return Json.parseObject(answer.body(), "answer");
    }

    private static String owner() {
        return TeamHub.basic("owner", TeamHub.PASSWORD);
    }

    @Test
    void tokensAreListedWithTheirLastUseAndWithoutTheirSecretsAndEndAtOnce() throws Exception {
        String first = token("ci");
        String second = token("laptop");
        String bearer = "Authorization: Bearer " + second;
        assertThat(send("GET", "/v2/users/owner", "", bearer).status()).isEqualTo(200);

        RawHttp.Answer list = send("GET", "/v2/access-tokens", "", owner());

        JsonObject page = document(list);
        assertThat(page.optionalInteger("count")).hasValue(3);
        assertThat(page.objects("results").getFirst().string("token_label")).isEqualTo("laptop");
        assertThat(page.objects("results").getFirst().string("last_used")).isNotEmpty();
        assertThat(page.objects("results").get(1).optionalString("last_used")).isEmpty();
        assertThat(list.text()).doesNotContain(first, second);

        String one = page.objects("results").get(1).string("uuid");
        assertThat(send("DELETE", "/v2/access-tokens/" + one, "", owner()).status()).isEqualTo(204);
        assertThat(send("GET", "/v2/users/owner", "", "Authorization: Bearer " + first).status())
                .isEqualTo(401);
        assertThat(send("DELETE", "/v2/access-tokens", "", owner()).status()).isEqualTo(204);
        assertThat(send("GET", "/v2/users/owner", "", bearer).status()).isEqualTo(401);
    }

    private String token(String name) throws IOException {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(directory.resolve("catalog.db"))) {
            Account owner =
                    TestAccounts.of(database, clock).find(new AccountName("owner")).orElseThrow();
            return new AccessTokens(database, clock)
                    .add(owner, name, Right.ADMIN, Optional.empty());
        }
    }

    @Test
    void aPasswordIsChangedByThePresentOneAndEndsTokensIfThatIsAskedFor() throws Exception {
        String bearer = "Authorization: Bearer " + token("ci");
        String path = "/v2/users/owner/password";
        String form = "{\"password\": \"%s\", \"new_password\": \"%s\", \"revoke_tokens\": %s}";

        assertThat(send("PUT", path, form.formatted("wrong", "forty grey geese", true)).status())
                .isEqualTo(401);
        RawHttp.Answer weak =
                send("PUT", path, form.formatted(TeamHub.PASSWORD, "password123", true));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(document(weak).string("message")).contains("guessed at once");
        assertThat(send("GET", "/v2/users/owner", "", bearer).status()).isEqualTo(200);

        String good = form.formatted(TeamHub.PASSWORD, "forty grey geese", false);
        assertThat(send("PUT", path, good).status()).isEqualTo(204);
        assertThat(send("GET", "/v2/users/owner", "", owner()).status()).isEqualTo(401);
        assertThat(send("GET", "/v2/users/owner", "", bearer).status()).isEqualTo(200);

        String again = form.formatted("forty grey geese", "fifty grey geese", true);
        assertThat(send("PUT", path, again).status()).isEqualTo(204);
        assertThat(send("GET", "/v2/users/owner", "", bearer).status()).isEqualTo(401);
    }

    @Test
    void aRepositoryMayHaveTheNameOfTheTokens() throws Exception {
        assertThat(send("GET", "/v2/access-tokens/tags/list", "").header("WWW-Authenticate"))
                .contains("repository:library/access-tokens:pull");
        assertThat(send("GET", "/v2/access-tokens/app/manifests/1", "").header("WWW-Authenticate"))
                .contains("repository:access-tokens/app:pull");
    }

    /// As the programs do that publish a README on Docker Hub.
    @Test
    void aDescriptionIsPublishedByAToken() throws IOException {
        RawHttp.Answer login =
                send(
                        "POST",
                        "/v2/users/login/",
                        "{\"username\": \"owner\", \"password\": \"" + TeamHub.PASSWORD + "\"}");
        String token = document(login).string("token");
        RawHttp.Answer change =
                send(
                        "PATCH",
                        REPOSITORY + "/",
                        "{\"full_description\": \"# App\", \"categories\": [\"web\"]}",
                        "Authorization: JWT " + token);

        assertThat(change.status()).as(change.text()).isEqualTo(200);
        JsonObject shown = document(hub.http().get(REPOSITORY));
        assertThat(shown.string("full_description")).isEqualTo("# App");
        assertThat(shown.strings("categories")).containsExactly("web");
        assertThat(shown.string("namespace")).isEqualTo("team");
        assertThat(shown.flag("is_private")).isFalse();
    }

    @Test
    void tagsAreInTheOrderOfVersions() throws IOException {
        JsonObject page = document(hub.http().get(REPOSITORY + "/tags?page_size=1"));

        assertThat(page.optionalInteger("count")).hasValue(2);
        assertThat(page.objects("results").getFirst().string("name")).isEqualTo("1.10");
        assertThat(page.string("next")).endsWith("page=2");
        JsonObject second = document(hub.http().get(page.string("next")));
        assertThat(second.objects("results").getFirst().string("name")).isEqualTo("1.9");
        assertThat(second.optionalString("next")).isEmpty();
    }

    /// An image without a platform, pushed by nobody in particular.
    @Test
    void whatIsNotKnownIsNoEmptyText(@TempDir Path other) throws IOException {
        try (TestHub open = TestHub.start(TestHub.settings(other))) {
            Bytes config = Bytes.utf8("{}");
            open.pushBlob("me/app", config);
            Bytes manifest =
                    Bytes.utf8(
                            """
                            {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": []}"""
                                    .formatted(
                                            TestHub.MANIFEST,
                                            TestHub.descriptor(
                                                    "application/vnd.oci.image.config.v1+json",
                                                    config)));
            assertThat(open.pushManifest("me/app", "1", manifest).status()).isEqualTo(201);

            for (String path :
                    List.of("/v2/repositories/me/app/tags", "/v2/search/repositories?query=app")) {
                assertThat(open.http().get(path).text().replace("\"short_description\":\"\"", ""))
                        .contains("\"count\":1")
                        .doesNotContain("repo_owner")
                        .doesNotContainPattern(":\\s*\"\"");
            }
        }
    }

    @Test
    void linksToOtherPagesAreAbsolute() throws IOException {
        push("2.0", "three");
        String here = "http://127.0.0.1";
        for (String list :
                List.of(
                        "/v2/repositories/team?",
                        REPOSITORY + "/tags/?name=.&",
                        "/v2/search/repositories/?query=a+b&is_official=false&")) {
            assertThat(link(hub, list + "page_size=1&page=2", "previous"))
                    .isEqualTo(
                            here + list.replace("is_official=false&", "") + "page_size=1&page=1");
        }
        assertThat(link(hub, REPOSITORY + "/tags?page_size=2", "next"))
                .isEqualTo(here + REPOSITORY + "/tags?name=&page_size=2&page=2");
    }

    private static String link(TeamHub hub, String path, String name) throws IOException {
        return document(hub.http().get(path)).string(name);
    }

    @Test
    void linksToOtherPagesHaveTheAddressOfTheHubThatClientsKnow(@TempDir Path other)
            throws IOException {
        String address = "https://hub.example.com";
        try (TestHub behind = TestHub.start(TestHub.settings(other).withPublicAddress(address))) {
            behind.pushImage("me/app", "1", 1);
            behind.pushImage("me/more", "1", 1);

            RawHttp.Answer answer = behind.http().get("/v2/repositories/me/?page_size=1");

            assertThat(document(answer).string("next"))
                    .isEqualTo(address + "/v2/repositories/me/?page_size=1&page=2");
        }
    }

    @Test
    void aTagIsKnownAsItWasBeforeManyMoves() throws IOException {
        String history = REPOSITORY + "/tags/1.9/history";
        Digest first =
                Digest.parse(document(hub.http().get(REPOSITORY + "/tags/1.9")).string("digest"));
        String pushed =
                document(hub.http().get(history)).objects("results").getFirst().string("moved_at");
        moveOften("1.9", Instant.parse(pushed).plusSeconds(1));

        JsonObject then = document(hub.http().get(history + "?at=" + pushed));
        assertThat(then.objects("results")).hasSize(1);
        assertThat(then.objects("results").getFirst().string("digest")).isEqualTo(first.toString());
        assertThat(
                        document(hub.http().get(history + "?at=1999-01-01T00:00:00Z"))
                                .objects("results"))
                .isEmpty();
        assertThat(document(hub.http().get(history)).objects("results")).hasSize(1_000);
        assertThat(hub.http().get(REPOSITORY + "/tags/none/history?at=" + pushed).status())
                .isEqualTo(404);
    }

    private void moveOften(String tag, Instant time) throws IOException {
        try (Database database = Database.open(directory.resolve("catalog.db"))) {
            database.write(
                    session -> {
                        for (int i = 0; i < 1_001; i++) {
                            session.update(
                                    """
                                    INSERT INTO tag_moves
                                        (repository_id, name, digest, moved_at, moved_by)
                                    SELECT id, ?, ?, ?, 'owner' FROM repositories
                                    WHERE name = 'team/app'""",
                                    tag,
                                    Digest.of(Bytes.utf8("image " + i)),
                                    time.plusSeconds(i));
                        }
                        return true;
                    });
        }
    }

    @Test
    void aTagIsMovedBack() throws IOException {
        Digest first =
                Digest.parse(document(hub.http().get(REPOSITORY + "/tags/1.9")).string("digest"));
        push("1.9", "broken");
        RawHttp.Answer moved =
                send("PUT", REPOSITORY + "/tags/1.9", "{\"digest\": \"" + first + "\"}", owner());

        assertThat(document(moved).string("digest")).isEqualTo(first.toString());
        List<JsonObject> moves =
                document(hub.http().get(REPOSITORY + "/tags/1.9/history")).objects("results");
        assertThat(moves).hasSize(3);
        assertThat(moves.getFirst().string("digest")).isEqualTo(first.toString());
        assertThat(moves.getFirst().string("moved_by")).isEqualTo("owner");
        String then = moves.get(1).string("moved_at");
        assertThat(
                        document(hub.http().get(REPOSITORY + "/tags/1.9/history?at=" + then))
                                .objects("results")
                                .getFirst()
                                .string("digest"))
                .isNotEqualTo(first.toString());
    }

    @Test
    void aRepositoryIsMadeAndDeleted() throws IOException {
        RawHttp.Answer made =
                send(
                        "POST",
                        "/v2/repositories/",
                        "{\"namespace\": \"team\", \"name\": \"new\", \"is_private\": true}",
                        owner());
        assertThat(made.status()).isEqualTo(201);
        assertThat(document(made).flag("is_private")).isTrue();
        assertThat(send("DELETE", "/v2/repositories/team/new/", "", owner()).status())
                .isEqualTo(202);
        assertThat(send("GET", "/v2/repositories/team/new/", "", owner()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | /v2/repositories/team/app | {\"source\": \"javascript:x\"} | 400",
                "PATCH | /v2/repositories/team/app | {\"categories\": [\"A B\"]} | 400",
                "PATCH | /v2/repositories/team/app | {\"description\": 7} | 400",
                "PATCH | /v2/repositories/team/app | [] | 400",
                "PATCH | /v2/repositories/team/app | {{ | 400",
                "POST  | /v2/repositories | {\"namespace\": \"team\", \"name\": \"A\"} | 400",
                "PUT   | /v2/repositories/team/app/tags/1.9 | {\"digest\": \"x\"} | 400",
                "GET   | /v2/repositories/team/app/tags?page=0 | {} | 400",
                "GET   | /v2/repositories/team/app/tags?page_size=x | {} | 400",
                "GET   | /v2/repositories/team/app/tags/1.9/history?at=then | {} | 400",
                "GET   | /v2/repositories/team/none | {} | 404",
                "GET   | /v2/repositories/ | {} | 405",
                "POST  | /v2/users/login | {\"username\": \"owner\", \"password\": \"x\"} | 401"
            })
    void badRequestsAreRefused(String method, String path, String body, int status)
            throws IOException {
        RawHttp.Answer answer = send(method, path, body, owner());

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(document(answer).string("message")).isNotEmpty();
    }

    /// Renewed by what a running hub answers at `/api/reference.md`.
    @Test
    void thePageOfTheDocumentationIsTheOneThatAHubAnswersWith() throws IOException {
        String page = Files.readString(Path.of("../docs/hub-api.md"));

        assertThat(hub.http().get("/api/reference.md").text()).isEqualTo(page);
    }

    @Test
    void theOpenApiDocumentHasAllRoutes() throws IOException {
        JsonObject paths = document(hub.http().get("/api/openapi.json")).object("paths");

        for (ApiRoute route : ApiRoutes.ALL) {
            assertThat(paths.object(route.path()).names())
                    .as(route.path())
                    .contains(route.method().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
