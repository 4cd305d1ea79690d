package dev.lamina.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.Hub;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.Asker;
import dev.lamina.hub.access.RightsHub;
import dev.lamina.hub.account.Right;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Every request of the API, by everybody, for a public and a private repository.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiRightsTest {

    /// What a request needs.
    private enum Needed {
        /// Nothing: it does not even look at who asks.
        NOTHING,
        /// No right, but no wrong credentials either.
        NO_RIGHT,
        READ,
        /// To read it, and to change anything at all.
        READ_AND_CHANGE,
        WRITE,
        ADMIN,
        /// To make repositories in the account.
        MAKE,
        /// To be a person with all rights of the account.
        WHOLE
    }

    /// A request, what it needs, and how it is answered if that is there.
    private record Row(String method, String pattern, Needed needed, int status, String body) {

        static Row of(String line) {
            String[] cells = line.strip().split(" +", 5);
            return new Row(
                    cells[0],
                    cells[1],
                    Needed.valueOf(cells[2]),
                    Integer.parseInt(cells[3]),
                    cells.length > 4 ? cells[4] : "");
        }

        boolean isOfRepository() {
            return pattern.contains("REPO");
        }

        boolean endsTokens() {
            return method.equals("DELETE") && pattern.equals("/v2/access-tokens");
        }

        boolean isOf(ApiRoute route) {
            String path = pattern.replaceFirst("[?].*|/$", "").replace("REPO", RightsHub.OPEN);
            return method.replace("HEAD", "GET").equals(route.method())
                    && ApiRoutes.ALL.stream()
                            .filter(other -> other.method().equals(route.method()))
                            .filter(other -> other.match(path).isPresent())
                            .findFirst()
                            .equals(Optional.of(route));
        }
    }

    /// `REPO` is a repository, other words in capitals what is in it: see [RightsHub#path].
    static final List<Row> ROWS =
            """
            GET    /api/openapi.json                          NOTHING          200
            GET    /api/reference.md                          NOTHING          200
            POST   /v2/users/login                            NO_RIGHT         200 {"username": "stranger", "password": "a good password"}
            GET    /v2/users/team                             NO_RIGHT         200
            PUT    /v2/users/stranger/password                NO_RIGHT         422 {"password": "a good password", "new_password": "short"}
            GET    /v2/access-tokens                          WHOLE            200
            GET    /v2/access-tokens/                         WHOLE            200
            DELETE /v2/access-tokens/999999999                WHOLE            404
            DELETE /v2/access-tokens                          WHOLE            204
            GET    /v2/search/repositories?query=o            NO_RIGHT         200
            GET    /v2/repositories/team                      NO_RIGHT         200
            POST   /v2/repositories                           MAKE             409 {"namespace": "team", "name": "closed"}
            GET    /v2/repositories/REPO                      READ             200
            GET    /v2/repositories/REPO/                     READ             200
            HEAD   /v2/repositories/REPO                      READ             200
            GET    /v2/repositories/REPO/tags                 READ             200
            GET    /v2/repositories/REPO/tags/1               READ             200
            GET    /v2/repositories/REPO/tags/1/history       READ             200
            PUT    /v2/repositories/REPO/tags/1               WRITE            200 {"digest": "MANIFEST"}
            DELETE /v2/repositories/REPO/tags/DOOMED_TAG      ADMIN            204
            PUT    /v2/repositories/REPO/stars                READ_AND_CHANGE  204
            DELETE /v2/repositories/REPO/stars                READ_AND_CHANGE  204
            PATCH  /v2/repositories/REPO                      ADMIN            200 {"description": "said"}
            DELETE /v2/repositories/REPO                      ADMIN            202
            """
                    .lines()
                    .map(Row::of)
                    .toList();

    @TempDir private static Path directory;

    private RightsHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = RightsHub.start(directory);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private RawHttp.Answer send(Row row, String repository, String proof) throws IOException {
        return hub.http()
                .send(
                        row.method(),
                        hub.path(row.pattern(), repository),
                        Bytes.utf8(hub.path(row.body(), repository)),
                        proof);
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void whoHasTheRightIsAnsweredAndNobodyElse(Row row) throws IOException {
        List<String> repositories =
                row.isOfRepository() ? RightsHub.repositories() : List.of(RightsHub.OPEN);
        for (String repository : repositories) {
            for (Asker asker : Asker.values()) {
                for (String proof : proofs(asker, repository)) {
                    String asked = repository;
                    if (row.status() == 202 && expected(row, asker, repository) == 202) {
                        // It is done.
                        asked = "team/doomed";
                        hub.make(asked);
                    }
                    RawHttp.Answer answer = send(row, asked, proof);

                    assertThat(answer.status())
                            .as("%s of %s by %s: %s", row, repository, asker, answer.text())
                            .isEqualTo(expected(row, asker, repository));
                    if (row.endsTokens() && answer.status() == 204) {
                        hub.renew(asker.account());
                        break; // with what the account had before
                    }
                }
            }
        }
    }

    /// Computing the hash of a password takes long, and who is refused needs it with each request: it is
    /// done for one repository only.
    private List<String> proofs(Asker asker, String repository) throws IOException {
        if (asker == Asker.NOBODY || asker == Asker.OWNER_BY_PASSWORD) {
            return List.of(hub.basic(asker));
        }
        return asker.isRefused() && repository.equals(RightsHub.CLOSED)
                ? List.of(hub.bearer(asker))
                : List.of(hub.basic(asker), hub.bearer(asker));
    }

    /// Nobody learns of what is private: 404.
    private static int expected(Row row, Asker asker, String repository) {
        Right right = asker.right(repository);
        int refused = asker.isLoggedIn() ? 403 : 401;
        if (row.needed() != Needed.NOTHING && asker.isRefused()) {
            return 401;
        }
        return switch (row.needed()) {
            case NOTHING, NO_RIGHT -> row.status();
            case WHOLE -> asker.isWhole() ? row.status() : refused;
            case MAKE -> right == Right.ADMIN ? row.status() : refused;
            case READ_AND_CHANGE ->
                    right == Right.NONE ? 404 : asker.mayChange() ? row.status() : refused;
            case READ, WRITE, ADMIN -> {
                Right needed = Right.valueOf(row.needed().name());
                yield right.includes(needed) ? row.status() : right == Right.NONE ? 404 : refused;
            }
        };
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void whatIsPrivateLooksAsIfItWereNotThere(Row row) throws IOException {
        if (!row.isOfRepository()) {
            return;
        }
        // Nobody can make in a repository that is not there what a request needs.
        String pattern = row.pattern().replace("DOOMED_TAG", "1");
        var asked = new Row(row.method(), pattern, row.needed(), 0, row.body());
        for (Asker asker : RightsHub.blind().toList()) {
            String proof = asker.isRefused() ? hub.bearer(asker) : hub.basic(asker);
            assertThat(told(asked, RightsHub.CLOSED, proof))
                    .as("%s by %s", row, asker)
                    .isEqualTo(told(asked, RightsHub.ABSENT, proof));
        }
    }

    private String told(Row row, String repository, String proof) throws IOException {
        return RightsHub.told(send(row, repository, proof), repository);
    }

    @Test
    void everyRouteHasARow() {
        assertThat(ApiRoutes.ALL).allMatch(route -> ROWS.stream().anyMatch(row -> row.isOf(route)));
    }

    /// What a login over the API gives is a session, which ends as those of pages do.
    @Test
    void aSessionOpensWhatItsAccountMay() throws IOException {
        assertThat(bySession(hub.session("stranger"))).isEqualTo(404);
        assertThat(bySession(hub.session("reader"))).isEqualTo(200);
        assertThat(bySession(hub.session("owner", Duration.ofDays(8)))).isEqualTo(401);
        assertThat(bySession(hub.session("gone"))).isEqualTo(401);
        assertThat(bySession(hub.session("fresh"))).isEqualTo(401);
    }

    private int bySession(String secret) throws IOException {
        String path = "/v2/repositories/team/closed";
        int status = hub.http().get(path, "Authorization: JWT " + secret).status();
        assertThat(hub.http().get(path, "Authorization: Bearer " + secret).status())
                .isEqualTo(status);
        return status;
    }

    @ParameterizedTest
    @EnumSource
    void listsShowWhatMayBeRead(Asker asker) throws IOException {
        if (asker.isRefused()) {
            return;
        }
        boolean isShown = asker.right(RightsHub.CLOSED).includes(Right.READ);
        for (String path : List.of("/v2/repositories/team", "/v2/search/repositories?query=team")) {
            String text = hub.http().get(path, hub.basic(asker)).text();

            assertThat(text.contains("closed")).as("%s by %s", path, asker).isEqualTo(isShown);
            assertThat(text).contains("open").contains("other");
        }
    }

    @Test
    void nobodyChangesAHubForTrialsOverTheApi(@TempDir Path other) throws IOException {
        Bytes change = Bytes.utf8("{\"description\": \"said\"}");
        String path = "/v2/repositories/library/app";
        try (Hub trial = Hub.start(TestHub.settings(other))) {
            var http = new RawHttp(trial.address());
            String upload = "/v2/library/app/blobs/uploads/?digest=" + Digest.of(RightsHub.LAYER);
            assertThat(http.send("POST", upload, RightsHub.LAYER).status()).isEqualTo(201);

            assertThat(http.get(path).status()).isEqualTo(200);
            assertThat(http.send("PATCH", path, change).status()).isEqualTo(401);
            assertThat(http.send("DELETE", path, Bytes.EMPTY).status()).isEqualTo(401);
        }
    }
}
