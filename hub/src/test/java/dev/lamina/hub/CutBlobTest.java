package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.blob.s3.TestS3;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A blob that was cut short, or grew, behind the back of the hub: no client is told that it is there,
/// and the next push brings it again.
@ParameterizedClass
@EnumSource(TestStorage.class)
final class CutBlobTest {

    private static final Bytes BLOB = TestHub.random(1, 1000);
    private static final Digest DIGEST = Digest.of(BLOB);
    private static final String BLOBS = "/v2/me/app/blobs/";
    private static final String UPLOADS = "/v2/you/app/blobs/uploads/";

    @Parameter private TestStorage storages;
    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(TestHub.settings(data).withStorage(storages.settings(data)));
        hub.pushBlob("me/app", BLOB);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1001})
    void itIsUnknownUntilItIsPushedAgain(int size) throws IOException {
        Files.write(file(), TestHub.random(1, size).toArray());

        assertThat(hub.http().head(BLOBS + DIGEST).status()).isEqualTo(404);
        Answer get = hub.http().get(BLOBS + DIGEST);
        assertThat(get.status()).isEqualTo(404);
        assertThat(get.text()).contains("BLOB_UNKNOWN");
        assertThat(get.header("Cache-Control")).isEqualTo("(none)");

        hub.pushBlob("me/app", BLOB);

        assertThat(hub.http().get(BLOBS + DIGEST).body()).isEqualTo(BLOB);
        assertThat(file()).hasBinaryContent(BLOB.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"&from=me/app", ""})
    void itIsNotMountedButBroughtByTheClient(String from) throws IOException {
        Files.write(file(), BLOB.slice(0, 10).toArray());
        String mount = UPLOADS + "?mount=" + DIGEST + from;

        Answer answer = hub.http().send("POST", mount, Bytes.EMPTY);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(hub.http().head("/v2/you/app/blobs/" + DIGEST).status()).isEqualTo(404);
        String upload = answer.header("Location") + "?digest=" + DIGEST;
        assertThat(hub.http().send("PUT", upload, BLOB).status()).isEqualTo(201);
        for (String repository : List.of("me/app", "you/app")) {
            assertThat(hub.http().get("/v2/" + repository + "/blobs/" + DIGEST).body())
                    .isEqualTo(BLOB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&from=me/app", ""})
    void oneThatIsGoneIsNotMounted(String from) throws IOException {
        Files.delete(file());

        Answer answer = hub.http().send("POST", UPLOADS + "?mount=" + DIGEST + from, Bytes.EMPTY);

        assertThat(answer.status()).isEqualTo(202);
    }

    private Path file() throws IOException {
        if (storages == TestStorage.EMBEDDED) {
            return data.resolve("blobs/sha256/" + DIGEST.hex().substring(0, 2))
                    .resolve(DIGEST.hex());
        }
        int number = data.toAbsolutePath().toString().hashCode() & Integer.MAX_VALUE;
        return TestS3.shared().files("bucket-" + number).stream()
                .filter(file -> file.endsWith(DIGEST.hex()))
                .findFirst()
                .orElseThrow();
    }
}
