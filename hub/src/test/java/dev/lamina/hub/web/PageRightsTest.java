package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.hub.account.Sessions;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What pages hide and refuse besides the rights of `PageRouteRightsTest`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageRightsTest {

    private static final List<String> CALLERS =
            List.of("nobody", "stranger", "reader", "writer", "owner", "admin");
    private static final Bytes CONFIG =
            Bytes.utf8(
                    "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir private static Path directory;

    private TeamHub hub;
    private final Map<String, String> sessions = new HashMap<>();

    @BeforeAll
    void start() throws IOException {
        hub = TeamHub.start(directory);
        for (String name : List.of("open", "closed")) {
            hub.push("team/" + name, "1", CONFIG, LAYER, MANIFEST);
        }
        hub.hide("team/closed");
        for (String name : CALLERS.subList(1, CALLERS.size())) {
            sessions.put(name, login(name));
        }
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private String login(String name) throws IOException {
        RawHttp.Answer answer =
                post(
                        "/login",
                        "",
                        "name=" + name + "&password=" + TeamHub.PASSWORD.replace(' ', '+'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        String cookie = answer.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    private RawHttp.Answer post(String path, String secret, String fields) throws IOException {
        String token = Sessions.formToken(secret.isEmpty() ? "no session" : secret);
        return hub.http()
                .send(
                        "POST",
                        path,
                        Bytes.utf8("form=" + token + "&" + fields),
                        "Content-Type: " + FORM,
                        secret.isEmpty() ? "X-None: 1" : "Cookie: lamina=" + secret);
    }

    private RawHttp.Answer send(String method, String path, String caller, String fields)
            throws IOException {
        String secret = sessions.getOrDefault(caller, "");
        return method.equals("POST")
                ? post(path, secret, fields)
                : hub.http().get(path, secret.isEmpty() ? "X-None: 1" : "Cookie: lamina=" + secret);
    }

    @Test
    void listsHideWhatIsPrivate() throws IOException {
        for (String path : List.of("/", "/explore?q=team", "/activity", "/u/team")) {
            assertThat(send("GET", path, "stranger", "").text()).as(path).doesNotContain("closed");
            assertThat(send("GET", path, "reader", "").text()).as(path).contains("team/closed");
        }
    }

    @Test
    void formsFromElsewhereAreRefused() throws IOException {
        RawHttp.Answer crossSite =
                hub.http()
                        .send(
                                "POST",
                                "/r/team/open/-/star",
                                Bytes.utf8("form=" + Sessions.formToken(sessions.get("owner"))),
                                "Content-Type: " + FORM,
                                "Sec-Fetch-Site: cross-site",
                                "Cookie: lamina=" + sessions.get("owner"));
        assertThat(crossSite.status()).isEqualTo(403);
    }

    @Test
    void everyPageHasItsPolicy() throws IOException {
        for (String path : List.of("/", "/r/team/open", "/none", "/login")) {
            RawHttp.Answer answer = hub.http().get(path);

            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none';");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    /// Over plain HTTP browsers say no more, and any site knows what is in the forms of nobody.
    @Test
    void aFormFromAnotherOriginIsRefused() throws IOException {
        for (String origin : List.of("http://evil.example.com", "null")) {
            assertThat(from(origin, "/login")).as(origin).isEqualTo(403);
            assertThat(from(origin, "/signup")).as(origin).isEqualTo(403);
        }
        assertThat(from("http://127.0.0.1", "/login")).isEqualTo(303);
    }

    private int from(String origin, String path) throws IOException {
        String fields = "&name=reader&password=" + TeamHub.PASSWORD.replace(' ', '+');
        return hub.http()
                .send(
                        "POST",
                        path,
                        Bytes.utf8("form=" + Sessions.formToken("no session") + fields),
                        "Content-Type: " + FORM,
                        "Origin: " + origin)
                .status();
    }

    @Test
    void aTagThatNeverWasIsNotMoved() throws IOException {
        for (String tag : List.of("new", "..%2Fx", "%01")) {
            String fields = "digest=" + Digest.of(MANIFEST) + "&tag=" + tag;

            assertThat(send("POST", "/r/team/open/-/move", "owner", fields).status())
                    .as(tag)
                    .isEqualTo(404);
        }
    }
}
