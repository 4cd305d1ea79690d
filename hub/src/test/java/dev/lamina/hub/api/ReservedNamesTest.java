package dev.lamina.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Names of repositories that paths of the API would mean as well.
final class ReservedNamesTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");
    private static final String OWNER = TeamHub.basic("owner", TeamHub.PASSWORD);

    @TempDir private Path directory;
    private TeamHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        hub.push("team/app", "1", CONFIG, LAYER, MANIFEST);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/tags", "app/stars", "app/tags/1", "app/tags/1/history"})
    void nobodyMakesARepositoryOfSuchAName(String name) throws IOException {
        String protocol = "/v2/team/" + name;
        Bytes made = Bytes.utf8("{\"namespace\": \"team\", \"name\": \"" + name + "\"}");

        for (RawHttp.Answer answer :
                List.of(
                        send("POST", protocol + "/blobs/uploads/", Bytes.EMPTY),
                        send("POST", protocol + "/blobs/uploads/?digest=" + digest(), LAYER),
                        send(
                                "POST",
                                protocol + "/blobs/uploads/?from=team/app&mount=" + digest(),
                                Bytes.EMPTY))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).contains("NAME_INVALID", "reserved part");
        }
        RawHttp.Answer answer = send("POST", "/v2/repositories", made);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.parseObject(answer.body(), "answer").string("message"))
                .contains("reserved part");
        assertThat(send("GET", protocol + "/tags/list", Bytes.EMPTY).status()).isEqualTo(404);
    }

    private static Digest digest() {
        return Digest.of(LAYER);
    }

    private RawHttp.Answer send(String method, String path, Bytes body) throws IOException {
        return hub.http().send(method, path, body, OWNER);
    }

    /// As an older hub may have made it.
    @Test
    void whatIsThereAlreadyIsPulledAndPushed() throws IOException {
        try (Database database = Database.open(directory.resolve("catalog.db"))) {
            database.write(
                    session ->
                            session.update(
                                    """
                                    INSERT INTO repositories (name, created_at, is_public)
                                    VALUES ('team/app/tags', ?, 1)""",
                                    Instant.EPOCH));
        }
        hub.push("team/app/tags", "1", CONFIG, LAYER, MANIFEST);

        assertThat(hub.http().get("/v2/team/app/tags/manifests/1").body()).isEqualTo(MANIFEST);
        assertThat(hub.http().get("/v2/team/app/tags/tags/list").status()).isEqualTo(200);
        assertThat(hub.http().get("/r/team/app/tags").status()).isEqualTo(200);
    }

    /// Directly below an account no path means two things.
    @ParameterizedTest
    @ValueSource(strings = {"tags", "stars", "history", "manifests", "blobs", "blobs/uploads"})
    void otherNamesMeanOneThing(String name) throws IOException {
        hub.push("team/" + name, "latest", CONFIG, LAYER, MANIFEST);

        String repository = "/v2/repositories/team/" + name;
        assertThat(text(repository, "name")).isEqualTo(name);
        assertThat(text(repository + "/tags/latest", "digest"))
                .isEqualTo(Digest.of(MANIFEST).toString());
        assertThat(hub.http().get(repository + "/tags/latest/history").status()).isEqualTo(200);
        assertThat(hub.http().get(repository + "/tags").text()).contains("\"count\":1,");
        assertThat(send("PUT", repository + "/stars", Bytes.EMPTY).status()).isEqualTo(204);
        assertThat(hub.http().get("/v2/team/" + name + "/manifests/latest").body())
                .isEqualTo(MANIFEST);
    }

    private String text(String path, String field) throws IOException {
        return Json.parseObject(hub.http().get(path).body(), path).string(field);
    }

    /// Docker leaves `library` out.
    @ParameterizedTest
    @ValueSource(strings = {"users", "search"})
    void anOfficialImageOfAWordOfTheApiIsPulledByItsShortName(String name) throws IOException {
        try (TestHub trial = TestHub.start(TestHub.settings(directory.resolve("trial")))) {
            Bytes manifest = trial.pushImage(name, "1", 1);

            assertThat(trial.http().get("/v2/" + name + "/manifests/1").body()).isEqualTo(manifest);
            assertThat(trial.http().get("/v2/library/" + name + "/manifests/1").body())
                    .isEqualTo(manifest);
            assertThat(trial.http().get("/v2/" + name + "/tags/list").status()).isEqualTo(200);
        }
    }
}
