package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Distribution's token specifications: "Token Authentication Specification", "OAuth 2 Token
/// Specification".
final class TokenServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Bytes KEY = Bytes.of(new byte[32]);
    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @TempDir private Path directory;

    private TeamHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        hub.push("team/app", "1", CONFIG, LAYER, TestHub.manifest(CONFIG, LAYER, ""));
        hub.hide("team/app");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aRequestWithoutATokenIsToldWhereToGetOne() throws IOException {
        RawHttp.Answer ping = hub.http().get("/v2/");
        RawHttp.Answer pull = hub.http().get("/v2/team/app/manifests/1");

        assertThat(ping.status()).isEqualTo(401);
        assertThat(ping.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"http://127.0.0.1/token\",service=\"127.0.0.1\"");
        assertThat(pull.header("WWW-Authenticate")).endsWith(",scope=\"repository:team/app:pull\"");
        assertThat(pull.text()).contains("UNAUTHORIZED");
    }

    @Test
    void aPasswordOrATokenIsEnoughToBeLetIn() throws IOException {
        String token = hub.token("stranger");

        assertThat(ping(TeamHub.basic("stranger", TeamHub.PASSWORD))).isEqualTo(200);
        assertThat(ping(TeamHub.basic("stranger", token))).isEqualTo(200);
        assertThat(ping("Authorization: Bearer " + token)).isEqualTo(200);
        assertThat(ping(TeamHub.basic("reader", token))).isEqualTo(401);
        assertThat(ping("Authorization: Bearer " + token + "x")).isEqualTo(401);
        assertThat(ping("Authorization: Digest x")).isEqualTo(401);
    }

    @Test
    void aTokenBuysNoOtherThatLivesLonger() throws IOException {
        String token = hub.token("stranger");

        RawHttp.Answer answer =
                hub.http()
                        .get(
                                "/token?service=127.0.0.1&offline_token=true",
                                TeamHub.basic("stranger", token));

        assertThat(answer.text()).contains("\"refresh_token\":\"" + token + "\"");
    }

    @Test
    void howeverOftenAClientLogsInItIsLetIn() throws IOException {
        for (int count = 0; count < 105; count++) {
            RawHttp.Answer answer =
                    hub.http()
                            .get(
                                    "/token?service=127.0.0.1&offline_token=true",
                                    TeamHub.basic("stranger", TeamHub.PASSWORD));

            assertThat(answer.status()).as("login %s", count).isEqualTo(200);
        }
        assertThat(hub.token("stranger")).isNotEmpty();
    }

    private int ping(String header) throws IOException {
        return hub.http().get("/v2/", header).status();
    }

    @Test
    void aStrangersTokenAllowsNothing() throws IOException {
        assertThat(pull(token(get("stranger", "repository:team/app:pull")))).isEqualTo(401);
        assertThat(pull(token(get("reader", "repository:team/app:pull")))).isEqualTo(200);
        assertThat(pull(token(get("reader", "repository:team/other:pull")))).isEqualTo(401);
    }

    private RawHttp.Answer get(String account, String scope) throws IOException {
        return hub.http()
                .get("/token?service=hub&scope=" + scope, TeamHub.basic(account, TeamHub.PASSWORD));
    }

    private static String token(RawHttp.Answer answer) throws IOException {
        return object(answer).requiredString("token");
    }

    private static JsonObject object(RawHttp.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JsonObject.of(Json.parse(answer.body(), "answer"), "answer");
    }

    private int pull(String token) throws IOException {
        return hub.http()
                .get("/v2/team/app/manifests/1", "Authorization: Bearer " + token)
                .status();
    }

    @Test
    void aTokenThatWasChangedIsNone() throws IOException {
        String token = token(get("reader", "repository:team/app:pull"));
        String[] parts = token.split("\\.");
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";

        assertThat(pull(token)).isEqualTo(200);
        assertThat(pull(parts[0] + "." + parts[1] + "x." + parts[2])).isEqualTo(401);
        assertThat(pull(unsigned)).isEqualTo(401);
        assertThat(pull("")).isEqualTo(401);
    }

    @Test
    void wrongPasswordsAreRefusedAndThenSlowedDown() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(wrong()).isEqualTo(401);
        }
        assertThat(wrong()).isEqualTo(429);
        assertThat(hub.http().get("/v2/", TeamHub.basic("owner", "wrong")).status()).isEqualTo(429);
    }

    private int wrong() throws IOException {
        return hub.http().get("/token?service=hub", TeamHub.basic("owner", "wrong")).status();
    }

    @Test
    void aClientThatStaysLoggedInGetsATokenForThePassword() throws IOException {
        RawHttp.Answer answer =
                post(
                        "grant_type=password&username=reader&password=a+good+password"
                                + "&access_type=offline&client_id=docker&service=hub");
        String refresh = object(answer).requiredString("refresh_token");

        RawHttp.Answer again =
                post(
                        "grant_type=refresh_token&client_id=docker&service=hub"
                                + "&scope=repository:team/app:pull&refresh_token="
                                + refresh);

        assertThat(pull(object(again).requiredString("access_token"))).isEqualTo(200);
        assertThat(post("grant_type=refresh_token&refresh_token=x").status()).isEqualTo(401);
        assertThat(post("grant_type=other").status()).isEqualTo(400);
    }

    /// Else it would outlive its deletion, and its expiry.
    @Test
    void whoShowsATokenStaysLoggedInWithThatTokenAndNoOther() throws IOException {
        String shown = hub.token("reader");

        List<RawHttp.Answer> answers =
                List.of(
                        hub.http()
                                .get(
                                        "/token?service=hub&offline_token=true",
                                        TeamHub.basic("reader", shown)),
                        hub.http()
                                .get(
                                        "/token?service=hub&offline_token=true",
                                        "Authorization: Bearer " + shown),
                        post(
                                "grant_type=password&access_type=offline&username=reader&password="
                                        + shown),
                        post(
                                "grant_type=refresh_token&access_type=offline&refresh_token="
                                        + shown));

        for (RawHttp.Answer answer : answers) {
            assertThat(object(answer).requiredString("refresh_token")).isEqualTo(shown);
        }
    }

    @Test
    void twoMachinesStayLoggedInSideBySide() throws IOException {
        String login = "/token?service=hub&client_id=docker&offline_token=true";
        String password = TeamHub.basic("reader", TeamHub.PASSWORD);

        String one = object(hub.http().get(login, password)).requiredString("refresh_token");
        String other = object(hub.http().get(login, password)).requiredString("refresh_token");

        assertThat(one).isNotEqualTo(other);
        for (String token : List.of(one, other)) {
            assertThat(post("grant_type=refresh_token&refresh_token=" + token).status())
                    .isEqualTo(200);
        }
    }

    private RawHttp.Answer post(String form) throws IOException {
        return hub.http().send("POST", "/token", Bytes.utf8(form), FORM);
    }

    @Test
    void nobodyMayHaveATokenToo() throws IOException {
        RawHttp.Answer answer = hub.http().get("/token?service=hub&scope=repository:team/app:pull");

        assertThat(pull(token(answer))).isEqualTo(401);
        assertThat(hub.http().get("/v2/", "Authorization: Bearer " + token(answer)).status())
                .isEqualTo(200);
    }

    /// Somebody else knows it, too.
    @Test
    void aPasswordThatIsToBeChangedOpensThePagesOnly() throws IOException {
        hub.reset("stranger", "one-time password");
        String basic = TeamHub.basic("stranger", "one-time password");

        assertThat(ping(basic)).isEqualTo(401);
        assertThat(hub.http().get("/token?service=hub", basic).status()).isEqualTo(401);
        assertThat(hub.http().get("/token?service=hub", basic).text())
                .contains("change it there first");
        assertThat(hub.http().get("/v2/repositories/team/", basic).status()).isEqualTo(401);
        RawHttp.Answer login =
                hub.http()
                        .send(
                                "POST",
                                "/v2/users/login",
                                Bytes.utf8(
                                        "{\"username\": \"stranger\", \"password\":"
                                                + " \"one-time password\"}"));
        assertThat(login.status()).isEqualTo(401);
    }

    @Test
    void aTokenIsForTheServiceThatGaveIt() {
        var signer = new TokenSigner(KEY, () -> NOW);
        var early = new TokenSigner(KEY, () -> NOW.minus(Duration.ofMinutes(2)));
        String token = signer.sign(new TokenClaims("reader", List.of()), "hub.example.com");

        assertThat(signer.read(token, "hub.example.com")).isPresent();
        assertThat(signer.read(token, "other.example.com")).isEmpty();
        assertThat(early.read(token, "hub.example.com")).isEmpty();
    }
}
