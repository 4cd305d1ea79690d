package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.protocol.RouteKinds;
import dev.lamina.image.Bytes;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Every route of the distribution protocol with every method that it takes, asked by everybody, for a
/// public and a private repository, with a name and a secret and with a token of the token service.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProtocolRightsTest {

    /// What a route needs.
    private enum Needed {
        /// Nothing: it does not even look at who asks.
        NOTHING,
        /// No right, but no wrong credentials either: who asks decides what it shows.
        NO_RIGHT,
        /// A login, or a token, whoever has it.
        LOGIN,
        READ,
        WRITE,
        ADMIN
    }

    /// A request, what it needs, and how it is answered if that is there.
    private record Row(String method, String pattern, Needed needed, int status) {

        static Row of(String line) {
            String[] cells = line.strip().split(" +");
            return new Row(
                    cells[0], cells[1], Needed.valueOf(cells[2]), Integer.parseInt(cells[3]));
        }

        boolean isOfRepository() {
            return pattern.contains("REPO");
        }

        Bytes body() {
            boolean isManifest = pattern.contains("manifests");
            return switch (method) {
                case "PUT" -> isManifest ? RightsHub.MANIFEST : RightsHub.LAYER;
                case "PATCH" -> RightsHub.LAYER;
                default -> Bytes.EMPTY;
            };
        }

        String kind() {
            return RouteKinds.of(
                    pattern.replaceFirst("[?].*", "")
                            .replace("REPO", RightsHub.OPEN)
                            .replaceAll("LAYER|MANIFEST|DOOMED_BLOB", DIGEST)
                            .replace("UPLOAD", NO_UPLOAD));
        }
    }

    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final String NO_UPLOAD = "00000000-0000-4000-8000-000000000000";

    /// `REPO` is a repository, other words in capitals what is in it: see [RightsHub#path].
    static final List<Row> ROWS =
            """
            GET    /v2/                                     LOGIN     200
            HEAD   /v2/                                     LOGIN     200
            GET    /v2/_catalog                             NO_RIGHT  200
            HEAD   /v2/_catalog                             NO_RIGHT  200
            GET    /v1/_ping                                NOTHING   200
            HEAD   /v1/_ping                                NOTHING   200
            GET    /v1/search?q=team                        NO_RIGHT  200
            HEAD   /v1/search?q=team                        NO_RIGHT  200
            GET    /v2/REPO/manifests/1                     READ      200
            HEAD   /v2/REPO/manifests/1                     READ      200
            GET    /v2/REPO/manifests/MANIFEST              READ      200
            PUT    /v2/REPO/manifests/2                     WRITE     201
            PUT    /v2/REPO/manifests/MANIFEST?tag=3        WRITE     201
            DELETE /v2/REPO/manifests/DOOMED_TAG            ADMIN     202
            GET    /v2/REPO/blobs/LAYER                     READ      200
            HEAD   /v2/REPO/blobs/LAYER                     READ      200
            DELETE /v2/REPO/blobs/DOOMED_BLOB               ADMIN     202
            POST   /v2/REPO/blobs/uploads/                  WRITE     202
            POST   /v2/REPO/blobs/uploads                   WRITE     202
            GET    /v2/REPO/blobs/uploads/UPLOAD            WRITE     204
            PATCH  /v2/REPO/blobs/uploads/UPLOAD            WRITE     202
            PUT    /v2/REPO/blobs/uploads/UPLOAD?digest=LAYER WRITE   201
            DELETE /v2/REPO/blobs/uploads/UPLOAD            WRITE     204
            GET    /v2/REPO/tags/list                       READ      200
            HEAD   /v2/REPO/tags/list                       READ      200
            GET    /v2/REPO/referrers/MANIFEST              READ      200
            HEAD   /v2/REPO/referrers/MANIFEST              READ      200
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
        return send(row.method(), hub.path(row.pattern(), repository), row.body(), proof);
    }

    private RawHttp.Answer send(String method, String path, Bytes body, String proof)
            throws IOException {
        return hub.http().send(method, path, body, proof, "Content-Type: " + TestHub.MANIFEST);
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void whoHasTheRightIsAnsweredAndNobodyElse(Row row) throws IOException {
        List<String> repositories =
                row.isOfRepository() ? RightsHub.repositories() : List.of(RightsHub.OPEN);
        for (String repository : repositories) {
            for (Asker asker : Asker.values()) {
                assertThat(send(row, repository, proof(asker, repository)).status())
                        .as("%s of %s by %s", row, repository, asker)
                        .isEqualTo(expected(row, asker, repository, false));
                if (!asker.isRefused()) {
                    assertThat(send(row, repository, hub.service(asker, repository)).status())
                            .as("%s of %s by a service token of %s", row, repository, asker)
                            .isEqualTo(expected(row, asker, repository, true));
                }
            }
        }
    }

    /// Computing the hash of a password takes long, and who is refused needs it with each request: it is
    /// done for one repository only.
    private String proof(Asker asker, String repository) throws IOException {
        return asker.isRefused() && repository.equals(RightsHub.CLOSED)
                ? hub.bearer(asker)
                : hub.basic(asker);
    }

    /// Who has no account is asked to log in; who has a token of the token service that does not
    /// suffice, to get another one.
    private static int expected(Row row, Asker asker, String repository, boolean isService) {
        return switch (row.needed()) {
            case NOTHING -> row.status();
            case NO_RIGHT -> asker.isRefused() ? 401 : row.status();
            case LOGIN -> asker.isLoggedIn() || isService ? row.status() : 401;
            case READ, WRITE, ADMIN -> {
                Right needed = Right.valueOf(row.needed().name());
                if (asker.right(repository).includes(needed)) {
                    yield row.status();
                }
                yield asker.isLoggedIn() && !isService ? 403 : 401;
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
        var asked =
                new Row(
                        row.method(),
                        row.pattern()
                                .replace("UPLOAD", NO_UPLOAD)
                                .replace("DOOMED_TAG", "1")
                                .replace("DOOMED_BLOB", "LAYER"),
                        row.needed(),
                        0);
        for (Asker asker : RightsHub.blind().toList()) {
            String proof = proof(asker, RightsHub.CLOSED);
            assertThat(told(asked, RightsHub.CLOSED, proof))
                    .as("%s by %s", row, asker)
                    .isEqualTo(told(asked, RightsHub.ABSENT, proof));
            if (!asker.isRefused()) {
                String closed = hub.service(asker, RightsHub.CLOSED);
                assertThat(told(asked, RightsHub.CLOSED, closed))
                        .as("%s by a service token of %s", row, asker)
                        .isEqualTo(
                                told(
                                        asked,
                                        RightsHub.ABSENT,
                                        hub.service(asker, RightsHub.ABSENT)));
            }
        }
    }

    private String told(Row row, String repository, String proof) throws IOException {
        return RightsHub.told(send(row, repository, proof), repository);
    }

    @Test
    void everyRouteHasARow() {
        assertThat(ROWS.stream().map(Row::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(RouteKinds.all());
    }

    /// What is not answered with 405 is taken.
    @ParameterizedTest
    @FieldSource("ROWS")
    void everyMethodThatARouteTakesHasARow(Row row) throws IOException {
        Set<String> known =
                ROWS.stream()
                        .filter(other -> other.kind().equals(row.kind()))
                        .map(Row::method)
                        .collect(Collectors.toSet());
        for (String method :
                List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")) {
            String path = hub.path(row.pattern(), "team/other");
            RawHttp.Answer answer = send(method, path, Bytes.EMPTY, hub.basic(Asker.OWNER));
            boolean isTaken = answer.status() != 405;
            assertThat(isTaken ? known : Set.of(method)).as("%s %s", method, path).contains(method);
            assertThat(answer.status()).as("%s %s", method, path).isNotEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsShowWhatMayBeRead(Asker asker) throws IOException {
        if (asker.isRefused()) {
            return;
        }
        for (String path : List.of("/v2/_catalog", "/v1/search?q=team")) {
            assertThat(hub.http().get(path, hub.basic(asker)).text().contains(RightsHub.CLOSED))
                    .as(path)
                    .isEqualTo(asker.right(RightsHub.CLOSED).includes(Right.READ));
            // A token of the token service says nothing of other repositories than its own.
            assertThat(hub.http().get(path, hub.service(asker, RightsHub.CLOSED)).text())
                    .contains(RightsHub.OPEN)
                    .doesNotContain(RightsHub.CLOSED);
        }
    }

    /// Neither with a password nor with a token in its place, nor with a token alone.
    @ParameterizedTest
    @EnumSource
    void whoIsRefusedGetsNoServiceToken(Asker asker) throws IOException {
        if (!asker.isRefused()) {
            return;
        }
        String path = "/token?service=x&scope=repository:team/open:pull";
        String form =
                "grant_type=refresh_token&refresh_token="
                        + hub.bearer(asker).replaceFirst(".* ", "").replace(' ', '+');

        assertThat(hub.http().get(path, hub.basic(asker)).status()).isEqualTo(401);
        assertThat(hub.http().get(path, hub.bearer(asker)).status()).isEqualTo(401);
        assertThat(
                        hub.http()
                                .send(
                                        "POST",
                                        "/token",
                                        Bytes.utf8(form),
                                        "Content-Type: application/x-www-form-urlencoded")
                                .status())
                .isEqualTo(401);
        assertThat(hub.http().get("/v2/team/open/tags/list", hub.bearer(asker)).status())
                .isEqualTo(401);
    }

    @Test
    void aServiceTokenIsForTheRepositoryThatItNames() throws IOException {
        String open = hub.service(Asker.OWNER, RightsHub.OPEN);

        assertThat(hub.http().get("/v2/team/open/tags/list", open).status()).isEqualTo(200);
        assertThat(hub.http().get("/v2/team/closed/tags/list", open).status()).isEqualTo(401);
        assertThat(hub.http().get("/v2/team/other/tags/list", open).status()).isEqualTo(200);
        assertThat(send("PUT", "/v2/team/other/manifests/1", RightsHub.MANIFEST, open).status())
                .isEqualTo(401);
    }
}
