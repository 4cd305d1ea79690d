package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;

/// A password is changed on a page; a box there ends the tokens, too.
final class PasswordFormTest {

    private static final String NEW = "seven red elephants";

    @TempDir private Path directory;
    private TeamHub hub;

    /// The browser that changes the password, and another one.
    private PageClient here;

    private PageClient elsewhere;

    /// What a client got at a login, to log in with later.
    private String kept;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        here = PageClient.login(hub.http(), "owner", TeamHub.PASSWORD);
        elsewhere = PageClient.login(hub.http(), "owner", TeamHub.PASSWORD);
        RawHttp.Answer login =
                hub.http()
                        .get(
                                "/token?service=x&offline_token=true&client_id=test",
                                TeamHub.basic("owner", TeamHub.PASSWORD));
        kept =
                JsonObject.of(Json.parse(login.body(), "token"), "token")
                        .requiredString("refresh_token");
        assertThat(refresh()).isEqualTo(200);
        assertThat(useToken("owner")).isEqualTo(200);
        assertThat(elsewhere.get("/settings").status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private int useToken(String account) throws IOException {
        return hub.http().get("/v2/", TeamHub.basic(account, hub.token(account))).status();
    }

    private int refresh() throws IOException {
        String form =
                "grant_type=refresh_token&service=x&client_id=test&refresh_token="
                        + URLEncoder.encode(kept, UTF_8);
        return hub.http()
                .send(
                        "POST",
                        "/token",
                        Bytes.utf8(form),
                        "Content-Type: application/x-www-form-urlencoded")
                .status();
    }

    private void assertThatThePasswordChanged() throws IOException {
        assertThat(hub.http().get("/v2/", TeamHub.basic("owner", NEW)).status()).isEqualTo(200);
        assertThat(hub.http().get("/v2/", TeamHub.basic("owner", TeamHub.PASSWORD)).status())
                .isEqualTo(401);
        assertThat(elsewhere.get("/settings").status()).as("the other session").isEqualTo(303);
        assertThat(refresh()).as("the login of a client").isEqualTo(401);
    }

    @Test
    void withoutTheBoxSessionsAndLoginsEndAndTokensStay() throws IOException {
        RawHttp.Answer answer =
                here.post("/settings/password", "present", TeamHub.PASSWORD, "password", NEW);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/settings?done=password");
        assertThat(answer.header("Set-Cookie")).as("a new session here").startsWith("lamina=");
        assertThatThePasswordChanged();
        assertThat(useToken("owner")).isEqualTo(200);
    }

    @Test
    void withTheBoxTheTokensEndToo() throws IOException {
        assertThat(here.get("/settings").text()).contains("name=\"end-tokens\" value=\"1\"");

        RawHttp.Answer answer =
                here.post(
                        "/settings/password",
                        "present",
                        TeamHub.PASSWORD,
                        "password",
                        NEW,
                        "end-tokens",
                        "1");

        assertThat(answer.status()).isEqualTo(303);
        assertThatThePasswordChanged();
        assertThat(useToken("owner")).isEqualTo(401);
        assertThat(useToken("writer")).as("of somebody else").isEqualTo(200);
    }

    @Test
    void aWrongPasswordEndsNothing() throws IOException {
        RawHttp.Answer answer =
                here.post(
                        "/settings/password",
                        "present",
                        "not " + TeamHub.PASSWORD,
                        "password",
                        NEW,
                        "end-tokens",
                        "1");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(useToken("owner")).isEqualTo(200);
        assertThat(refresh()).isEqualTo(200);
        assertThat(elsewhere.get("/settings").status()).isEqualTo(200);
    }
}
