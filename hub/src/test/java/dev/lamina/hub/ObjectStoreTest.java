package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.blob.s3.CuttingProxy;
import dev.lamina.hub.blob.s3.TestS3;
import dev.lamina.hub.db.TestPostgres;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Hubs that keep nothing on their own disks: PostgreSQL and an object store.
final class ObjectStoreTest {

    private static final Bytes BLOB = TestHub.random(3, 9_000_000);
    private static final Digest DIGEST = Digest.of(BLOB);

    private final String bucket = "b" + UUID.randomUUID();

    @TempDir private Path directory;

    @Test
    void hubsThatShareDatabaseAndBucketAreOneHub() throws IOException {
        try (TestHub first = start(TestS3.shared(), "first", false);
                TestHub second = start(TestS3.shared(), "second", false)) {
            Bytes manifest = first.pushImage("me/app", "1", 1);
            String upload = first.beginUpload("me/app");
            first.http().send("PATCH", upload, BLOB.slice(0, 4_000_000));

            assertThat(second.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);
            second.http().send("PATCH", upload, BLOB.slice(4_000_000, BLOB.length()));
            assertThat(second.http().get(upload).header("Range"))
                    .isEqualTo("0-" + (BLOB.length() - 1));
            Answer put = first.http().send("PUT", upload + "?digest=" + DIGEST, Bytes.EMPTY);
            assertThat(put.status()).isEqualTo(201);

            String path = "/v2/me/app/blobs/" + DIGEST;
            assertThat(second.http().get(path).body()).isEqualTo(BLOB);
            assertThat(second.http().get(path, "Range: bytes=10-19").body())
                    .isEqualTo(BLOB.slice(10, 20));
            assertThat(second.http().head(path).header("Content-Length"))
                    .isEqualTo(String.valueOf(BLOB.length()));
            assertThat(second.http().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void clientsAreSentToTheBucketIfTheyAreToFetchBlobsThemselves() throws IOException {
        try (TestHub hub = start(TestS3.shared(), "hub", true)) {
            hub.pushBlob("me/app", BLOB);
            String path = "/v2/me/app/blobs/" + DIGEST;

            Answer answer = hub.http().get(path);

            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.header("Docker-Content-Digest")).isEqualTo(DIGEST.toString());
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(hub.http().head(path).status()).isEqualTo(200);
            URI link = URI.create(answer.header("Location"));
            assertThat(fetch(link, "bytes=0-").getInputStream()).hasBinaryContent(BLOB.toArray());
            assertThat(fetch(link, "bytes=10-19").getInputStream())
                    .hasBinaryContent(BLOB.slice(10, 20).toArray());
            assertThat(fetch(link.resolve(link.getPath()), "bytes=0-").getResponseCode())
                    .isEqualTo(403);
            assertThat(hub.http().get("/v2/you/app/blobs/" + DIGEST).status()).isEqualTo(404);
        }
    }

    @Test
    void whileTheObjectStoreIsDownClientsAreToldToComeAgainAndNothingIsLost() throws IOException {
        try (TestS3 server = TestS3.launch();
                TestHub hub = start(server, "hub", false)) {
            Bytes manifest = hub.pushImage("me/app", "1", 1);
            String upload = hub.beginUpload("me/app");
            hub.http().send("PATCH", upload, BLOB.slice(0, 4_000_000));
            Digest layer = Digest.of(TestHub.random(1, 1000));

            server.stop();

            for (Answer answer :
                    List.of(
                            hub.http().get("/v2/me/app/blobs/" + layer),
                            hub.http().send("PATCH", upload, BLOB.slice(4_000_000, 5_000_000)),
                            hub.http().send("POST", "/v2/me/app/blobs/uploads/", Bytes.EMPTY),
                            hub.http().get("/health"))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).doesNotContain("127.0.0.1", "secret");
            }
            assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);

            server.start();

            assertThat(hub.http().get("/v2/me/app/blobs/" + layer).status()).isEqualTo(200);
            hub.http().send("PATCH", upload, BLOB.slice(4_000_000, BLOB.length()));
            Answer put = hub.http().send("PUT", upload + "?digest=" + DIGEST, Bytes.EMPTY);
            assertThat(put.status()).isEqualTo(201);
            assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
        }
    }

    @Test
    void anAnswerOfTheObjectStoreThatBreaksOffIsNoFailureOfTheClient() throws IOException {
        Bytes config = Bytes.utf8("{\"padding\":\"" + "x".repeat(300_000) + "\"}");
        Bytes manifest = TestHub.manifest(config, BLOB, "");
        try (var proxy = CuttingProxy.before(TestS3.shared().endpoint());
                TestHub hub = start(TestS3.shared(), "hub", false, proxy.endpoint())) {
            hub.pushBlob("me/app", config);
            hub.pushBlob("me/app", BLOB);

            proxy.cutAfter(100_000);
            Answer answer = hub.pushManifest("me/app", "1", manifest);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(hub.pushManifest("me/app", "1", manifest).status()).isEqualTo(201);
        }
    }

    private static HttpURLConnection fetch(URI link, String range) throws IOException {
        var connection = (HttpURLConnection) link.toURL().openConnection();
        connection.setRequestProperty("Range", range);
        return connection;
    }

    private TestHub start(TestS3 server, String name, boolean hasLinks) throws IOException {
        return start(server, name, hasLinks, server.endpoint());
    }

    private TestHub start(TestS3 server, String name, boolean hasLinks, String endpoint)
            throws IOException {
        StorageSettings storage =
                StorageSettings.EMBEDDED
                        .withDatabase(TestPostgres.shared().url(directory), Optional.empty())
                        .withBucket(
                                "s3://" + server.bucket(bucket),
                                Optional.of(endpoint),
                                Optional.empty());
        return TestHub.start(
                TestHub.settings(directory.resolve(name))
                        .withStorage(hasLinks ? storage.withBlobLinks() : storage));
    }
}
