package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The rules of distribution-spec 1.1, "Error Codes", and the failures of its table "Endpoints".
final class ErrorsTest {

    /// The table of the specification.
    private static final Set<String> CODES =
            Set.of(
                    "BLOB_UNKNOWN",
                    "BLOB_UPLOAD_INVALID",
                    "BLOB_UPLOAD_UNKNOWN",
                    "DIGEST_INVALID",
                    "MANIFEST_BLOB_UNKNOWN",
                    "MANIFEST_INVALID",
                    "MANIFEST_UNKNOWN",
                    "NAME_INVALID",
                    "NAME_UNKNOWN",
                    "SIZE_INVALID",
                    "UNAUTHORIZED",
                    "DENIED",
                    "UNSUPPORTED",
                    "TOOMANYREQUESTS");

    private static final Bytes BLOB = Bytes.utf8("some bytes");
    private static final String ABSENT = "sha256:" + "0".repeat(64);

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushImage("me/app", "1", 1);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void refuses(String method, String path, int status, String code) throws IOException {
        Answer answer = hub.http().send(method, path, method.equals("GET") ? Bytes.EMPTY : BLOB);

        assertThat(answer.status()).as("%s %s", method, path).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        Map<?, ?> document = (Map<?, ?>) Json.parse(answer.body(), "answer");
        assertThat(document.keySet().toString()).isEqualTo("[errors]");
        Map<?, ?> error = (Map<?, ?>) ((List<?>) document.get("errors")).getFirst();
        assertThat(CODES).contains((String) error.get("code"));
        assertThat(error.get("code")).as("%s %s", method, path).isEqualTo(code);
        assertThat((String) error.get("message")).isNotEmpty();
    }

    @Test
    void whatIsNotThereIsUnknown() throws IOException {
        refuses("GET", "/v2/me/app/blobs/" + ABSENT, 404, "BLOB_UNKNOWN");
        refuses("GET", "/v2/no/such/blobs/" + ABSENT, 404, "BLOB_UNKNOWN");
        refuses("GET", "/v2/me/app/manifests/" + ABSENT, 404, "MANIFEST_UNKNOWN");
        refuses("GET", "/v2/me/app/manifests/none", 404, "MANIFEST_UNKNOWN");
        refuses("GET", "/v2/me/app/manifests/.NO_TAG", 404, "MANIFEST_UNKNOWN");
        refuses("GET", "/v2/no/such/tags/list", 404, "NAME_UNKNOWN");
        refuses("DELETE", "/v2/me/app/blobs/" + ABSENT, 404, "BLOB_UNKNOWN");
        refuses("DELETE", "/v2/me/app/manifests/" + ABSENT, 404, "MANIFEST_UNKNOWN");
        refuses("DELETE", "/v2/me/app/manifests/none", 404, "MANIFEST_UNKNOWN");
        String upload = "/v2/me/app/blobs/uploads/" + UUID.randomUUID();
        refuses("GET", upload, 404, "BLOB_UPLOAD_UNKNOWN");
        refuses("PATCH", upload, 404, "BLOB_UPLOAD_UNKNOWN");
        refuses("PUT", upload + "?digest=" + ABSENT, 404, "BLOB_UPLOAD_UNKNOWN");
        refuses("DELETE", upload, 404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void malformedNamesAndDigestsAreInvalid() throws IOException {
        refuses("GET", "/v2/me/App/blobs/" + ABSENT, 400, "NAME_INVALID");
        refuses("POST", "/v2/me/-app/blobs/uploads/", 400, "NAME_INVALID");
        refuses("GET", "/v2/" + "a".repeat(256) + "/tags/list", 400, "NAME_INVALID");
        refuses("GET", "/v2/me/app/blobs/sha256:abc", 400, "DIGEST_INVALID");
        refuses("GET", "/v2/me/app/blobs/md5:" + "0".repeat(32), 400, "DIGEST_INVALID");
        refuses("GET", "/v2/me/app/referrers/nothing", 400, "DIGEST_INVALID");
        refuses("POST", "/v2/me/app/blobs/uploads/?digest=sha1:00", 400, "DIGEST_INVALID");
        refuses("POST", "/v2/me/app/blobs/uploads/?digest=" + ABSENT, 400, "DIGEST_INVALID");
        refuses("POST", "/v2/me/app/blobs/uploads/?mount=none", 400, "DIGEST_INVALID");
        refuses("POST", "/v2/me/app/blobs/uploads/?digest-algorithm=md5", 400, "DIGEST_INVALID");
        refuses("PUT", "/v2/me/app/manifests/" + ABSENT, 400, "DIGEST_INVALID");
        refuses("PUT", "/v2/me/app/manifests/new", 400, "MANIFEST_INVALID");
        refuses("PUT", "/v2/me/app/manifests/-no-tag", 400, "MANIFEST_INVALID");
    }

    @Test
    void whatIsNotSupportedIsNeverDoneSilently() throws IOException {
        refuses("POST", "/v2/", 405, "UNSUPPORTED");
        refuses("PUT", "/v2/me/app/blobs/" + Digest.of(BLOB), 405, "UNSUPPORTED");
        refuses("POST", "/v2/me/app/manifests/1", 405, "UNSUPPORTED");
        refuses("GET", "/v2/me/app/blobs/uploads/", 405, "UNSUPPORTED");
        refuses("DELETE", "/v2/me/app/tags/list", 405, "UNSUPPORTED");
        refuses("PUT", "/v2/me/app/referrers/" + ABSENT, 405, "UNSUPPORTED");
        refuses("GET", "/v2/me/app/nothing", 404, "UNSUPPORTED");
        refuses("GET", "/v2/me/app/tags/list?n=many", 400, "UNSUPPORTED");
    }
}
