package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.db.DatabaseException;
import dev.lamina.hub.db.TestPostgres;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A hub whose PostgreSQL server goes away and comes back.
final class DatabaseDownTest {

    private static final Bytes BLOB = TestHub.random(3, 200_000);

    @TempDir private Path data;

    @Test
    void whileTheDatabaseIsDownClientsAreToldToComeAgainAndNothingIsLost() throws IOException {
        TestPostgres postgres = TestPostgres.launch();
        try (TestHub hub = TestHub.start(settings(postgres.url(data)))) {
            Bytes manifest = hub.pushImage("me/app", "1", 1);
            String upload = hub.beginUpload("me/app");
            hub.http().send("PATCH", upload, BLOB.slice(0, 100_000));

            postgres.stop();

            for (String path :
                    new String[] {
                        "/v2/me/app/manifests/1", "/", "/r/me/app", "/v2/repositories/me/app/"
                    }) {
                Answer answer = hub.http().get(path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.header("Retry-After")).as(path).isEqualTo("5");
                assertThat(answer.text()).as(path).doesNotContain("127.0.0.1");
                assertThat(answer.header("Content-Type"))
                        .as(path)
                        .startsWith(path.startsWith("/v2/") ? "application/json" : "text/");
            }
            Answer patch = hub.http().send("PATCH", upload, BLOB.slice(100_000, 200_000));
            assertThat(patch.status()).isEqualTo(503);
            assertThat(hub.pushManifest("me/app", "2", manifest).status()).isEqualTo(503);
            assertThat(hub.http().get("/health").status()).isEqualTo(503);

            postgres.start();

            assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);
            assertThat(hub.http().get("/v2/me/app/manifests/2").status()).isEqualTo(404);
            hub.http().send("PATCH", upload, BLOB.slice(100_000, 200_000));
            Answer put = hub.http().send("PUT", upload + "?digest=" + Digest.of(BLOB), Bytes.EMPTY);
            assertThat(put.status()).isEqualTo(201);
            assertThat(hub.pushManifest("me/app", "2", manifest).status()).isEqualTo(201);
        } finally {
            postgres.stop();
        }
    }

    /// Two hubs on one database and one directory of blobs are one hub.
    @Test
    void anUploadGoesOnInAnotherProcess() throws IOException {
        HubSettings settings = settings(TestPostgres.shared().url(data));
        TestHub first = TestHub.start(settings);
        String upload = first.beginUpload("me/app");
        first.http().send("PATCH", upload, BLOB.slice(0, 100_000));
        first.close();

        try (TestHub second = TestHub.start(settings);
                TestHub third = TestHub.start(settings)) {
            second.http().send("PATCH", upload, BLOB.slice(100_000, 200_000));
            Answer put =
                    third.http().send("PUT", upload + "?digest=" + Digest.of(BLOB), Bytes.EMPTY);

            assertThat(put.status()).isEqualTo(201);
            assertThat(second.http().get("/v2/me/app/blobs/" + Digest.of(BLOB)).body())
                    .isEqualTo(BLOB);
        }
    }

    /// A deferred trigger lets everything pass but the end of the transaction.
    @Test
    void aPushWhoseCommitFailsCanBeSentAgain() throws IOException {
        HubSettings settings = settings(TestPostgres.shared().url(data));
        try (TestHub hub = TestHub.start(settings);
                Storage storage = Storage.existing(data, settings.storage())) {
            String whole = hub.beginUpload("me/app");
            String sent = hub.beginUpload("me/app");
            hub.http().send("PATCH", sent, BLOB);
            script(
                    storage,
                    """
                    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN RAISE EXCEPTION ''refused''; END';
                    CREATE CONSTRAINT TRIGGER refusing AFTER INSERT ON blobs
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()""");
            String end = "?digest=" + Digest.of(BLOB);

            assertThat(hub.http().send("PUT", sent + end, Bytes.EMPTY).status()).isEqualTo(503);
            assertThat(hub.http().send("PUT", whole + end, BLOB).status()).isEqualTo(503);

            script(storage, "DROP TRIGGER refusing ON blobs;\nDROP FUNCTION refuse");
            assertThat(hub.http().send("PUT", sent + end, Bytes.EMPTY).status()).isEqualTo(201);
            assertThat(hub.http().send("PUT", whole + end, BLOB).status()).isEqualTo(201);
            assertThat(hub.http().get("/v2/me/app/blobs/" + Digest.of(BLOB)).body())
                    .isEqualTo(BLOB);
        }
    }

    private static void script(Storage storage, String sql) throws IOException {
        storage.database()
                .write(
                        session -> {
                            for (String statement : sql.split(";\n")) {
                                session.update(statement);
                            }
                            return true;
                        });
    }

    @Test
    void aDatabaseThatDoesNotAnswerRefusesTheStart() {
        HubSettings settings = settings("postgresql://hub:secret@127.0.0.1:1/hub");

        assertThatThrownBy(() -> TestHub.start(settings))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("database, opening postgresql://hub@127.0.0.1:1/hub: ")
                .hasMessageNotContaining("secret");
    }

    private HubSettings settings(String database) {
        return TestHub.settings(data)
                .withStorage(StorageSettings.EMBEDDED.withDatabase(database, Optional.empty()));
    }
}
