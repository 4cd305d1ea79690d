package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.access.TeamHub;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// How pages go over the wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageDeliveryTest {

    private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+style.css)\"");

    @TempDir private static Path directory;

    private TeamHub hub;
    private PageClient nobody;
    private PageClient owner;

    @BeforeAll
    void start() throws IOException {
        hub = TeamHub.start(directory);
        nobody = PageClient.anonymous(hub.http());
        owner = PageClient.login(hub.http(), "owner", TeamHub.PASSWORD);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void pagesWithSecretsAreNotStored() throws IOException {
        PageClient admin = PageClient.login(hub.http(), "admin", TeamHub.PASSWORD);
        for (RawHttp.Answer answer :
                new RawHttp.Answer[] {
                    owner.post("/settings/token", "name", "x", "right", "READ", "days", "30"),
                    owner.post("/u/team/add-robot", "robot", "ci", "right", "READ"),
                    owner.post("/u/team/renew-robot", "robot", "team+ci"),
                    owner.post("/settings/add-robot", "robot", "ci", "right", "READ"),
                    owner.post("/settings/renew-robot", "robot", "owner+ci"),
                    admin.post("/admin/invite"),
                    admin.post("/admin/add", "name", "ada"),
                    admin.post("/admin/change", "name", "stranger", "change", "reset")
                }) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(owner.get("/settings").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip,                      gzip",
        "'gzip, deflate, br, zstd', gzip",
        "GZIP;q=0.5,                gzip",
        "'br, gzip;q=0',            (none)",
        "gzip;q=0.000,              (none)",
        "br,                        (none)",
        "identity,                  (none)"
    })
    void pagesAndAssetsAreCompressedForWhoAcceptsIt(String accepted, String encoding)
            throws IOException {
        String page = nobody.get("/login").text();
        Matcher style = STYLE.matcher(page);
        assertThat(style.find()).isTrue();
        for (String path : new String[] {"/login", style.group(1)}) {
            RawHttp.Answer plain = nobody.get(path);
            RawHttp.Answer answer = nobody.get(path, "Accept-Encoding: " + accepted);

            assertThat(answer.header("Content-Encoding")).isEqualTo(encoding);
            assertThat(plain.header("Content-Encoding")).isEqualTo("(none)");
            for (RawHttp.Answer each : new RawHttp.Answer[] {plain, answer}) {
                assertThat(each.header("Vary")).startsWith("Accept-Encoding");
                assertThat(each.header("Content-Length"))
                        .isEqualTo(Long.toString(each.body().length()));
            }
            assertThat(encoding.equals("gzip") ? unzipped(answer) : answer.text())
                    .isEqualTo(plain.text());
        }
    }

    private static String unzipped(RawHttp.Answer answer) throws IOException {
        try (InputStream in = new GZIPInputStream(answer.body().openStream())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What somebody else puts into them would tell how they go on.
    @Test
    void pagesOfASessionAreNotCompressed() throws IOException {
        assertThat(owner.get("/explore?q=x", "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo("(none)");
    }

    @Test
    void theProtocolIsNotCompressed() throws IOException {
        for (String path : new String[] {"/v2/", "/v2/_catalog", "/v2/team/none/tags/list"}) {
            assertThat(hub.http().get(path, "Accept-Encoding: gzip").header("Content-Encoding"))
                    .isEqualTo("(none)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/explore/,             /explore",
        "/explore/?q=a%2Fb&x=/, /explore?q=a%2Fb&x=/",
        "/r/team/app/,          /r/team/app",
        "/r/team/app/-/tags/,   /r/team/app/-/tags",
        "/u/team/,              /u/team",
        "/settings/,            /settings"
    })
    void aSlashAtTheEndLeadsToThePageWithout(String path, String target) throws IOException {
        for (RawHttp.Answer answer :
                new RawHttp.Answer[] {hub.http().get(path), hub.http().head(path)}) {
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).isEqualTo(target);
        }
        assertThat(owner.post(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//example.com/", "/%0d%0aX:%20y/", "/a%20b/", "/%5cexample.com/"})
    void noSlashLeadsElsewhere(String path) throws IOException {
        assertThat(hub.http().get(path).status()).isIn(400, 404);
    }
}
