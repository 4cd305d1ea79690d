package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Every route of the distribution protocol, asked by everybody: nobody, a stranger, a reader, a
/// writer, an administrator of the repository, and the hub's own; on a public and on a private
/// repository.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RouteRightsTest {

    private static final List<String> CALLERS =
            List.of("nobody", "stranger", "reader", "writer", "owner", "admin");

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");
    private static final Digest BLOB = Digest.of(LAYER);

    @TempDir private static Path directory;

    private TeamHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = TeamHub.start(directory);
        for (String name : List.of("open", "closed")) {
            hub.push("team/" + name, "1", CONFIG, LAYER, MANIFEST);
        }
        hub.hide("team/closed");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /// The callers are those of [#CALLERS]; 401 is for nobody, who may log in.
    @ParameterizedTest
    @CsvSource({
        // method, path,                                       nobody, stranger, reader, writer,
        // owner, admin
        "GET,    /v2/team/open/manifests/1,                       200, 200, 200, 200, 200, 200",
        "HEAD,   /v2/team/open/manifests/1,                       200, 200, 200, 200, 200, 200",
        "GET,    /v2/team/open/manifests/MANIFEST,                200, 200, 200, 200, 200, 200",
        "GET,    /v2/team/open/blobs/BLOB,                        200, 200, 200, 200, 200, 200",
        "GET,    /v2/team/open/tags/list,                         200, 200, 200, 200, 200, 200",
        "GET,    /v2/team/open/referrers/MANIFEST,                200, 200, 200, 200, 200, 200",
        "POST,   /v2/team/open/blobs/uploads/,                    401, 403, 403, 202, 202, 202",
        "POST,   /v2/team/open/blobs/uploads/?mount=BLOB&from=team/closed, 401, 403, 403, 201, 201, 201",
        "GET,    /v2/team/open/blobs/uploads/UPLOAD,              401, 403, 403, 404, 404, 404",
        "PATCH,  /v2/team/open/blobs/uploads/UPLOAD,              401, 403, 403, 404, 404, 404",
        "PUT,    /v2/team/open/blobs/uploads/UPLOAD?digest=BLOB,  401, 403, 403, 404, 404, 404",
        "DELETE, /v2/team/open/blobs/uploads/UPLOAD,              401, 403, 403, 404, 404, 404",
        "PUT,    /v2/team/open/manifests/2,                       401, 403, 403, 201, 201, 201",
        "DELETE, /v2/team/open/blobs/BLOB,                        401, 403, 403, 403, 405, 405",
        "DELETE, /v2/team/open/manifests/none,                    401, 403, 403, 403, 404, 404",
        "GET,    /v2/team/closed/manifests/1,                     401, 403, 200, 200, 200, 200",
        "HEAD,   /v2/team/closed/manifests/1,                     401, 403, 200, 200, 200, 200",
        "GET,    /v2/team/closed/blobs/BLOB,                      401, 403, 200, 200, 200, 200",
        "HEAD,   /v2/team/closed/blobs/BLOB,                      401, 403, 200, 200, 200, 200",
        "GET,    /v2/team/closed/tags/list,                       401, 403, 200, 200, 200, 200",
        "GET,    /v2/team/closed/referrers/MANIFEST,              401, 403, 200, 200, 200, 200",
        "POST,   /v2/team/closed/blobs/uploads/,                  401, 403, 403, 202, 202, 202",
        "PUT,    /v2/team/closed/manifests/2,                     401, 403, 403, 201, 201, 201",
        "DELETE, /v2/team/closed/manifests/none,                  401, 403, 403, 403, 404, 404",
        "GET,    /v2/team/none/manifests/1,                       401, 403, 404, 404, 404, 404",
        "GET,    /v2/team/none/tags/list,                         401, 403, 404, 404, 404, 404",
        "GET,    /v2/stranger/none/tags/list,                     401, 404, 403, 403, 403, 404",
        "POST,   /v2/stranger/new/blobs/uploads/,                 401, 202, 403, 403, 403, 202",
        "POST,   /v2/library/new/blobs/uploads/,                  401, 403, 403, 403, 403, 202",
        "POST,   /v2/ghost/new/blobs/uploads/,                    401, 403, 403, 403, 403, 403"
    })
    void whoMayDoWhat(
            String method,
            String path,
            int nobody,
            int stranger,
            int reader,
            int writer,
            int owner,
            int admin)
            throws IOException {
        List<Integer> expected = List.of(nobody, stranger, reader, writer, owner, admin);
        for (int i = 0; i < CALLERS.size(); i++) {
            for (TeamHub.Login login : TeamHub.Login.values()) {
                RawHttp.Answer answer = send(method, path, CALLERS.get(i), login);
                assertThat(answer.status())
                        .as("%s by %s with %s: %s", path, CALLERS.get(i), login, answer.text())
                        .isEqualTo(expected(expected.get(i), i, login));
            }
        }
    }

    /// A client with a token that does not suffice is asked to get another one, with the same words
    /// as one without any.
    private static int expected(int status, int caller, TeamHub.Login login) {
        return status == 403 && login == TeamHub.Login.SERVICE_TOKEN && caller > 0 ? 401 : status;
    }

    private RawHttp.Answer send(String method, String path, String caller, TeamHub.Login login)
            throws IOException {
        String full =
                path.replace("BLOB", BLOB.toString())
                        .replace("MANIFEST", Digest.of(MANIFEST).toString())
                        .replace("UPLOAD", "00000000-0000-4000-8000-000000000000");
        Bytes body = method.equals("PUT") && path.contains("manifests") ? MANIFEST : Bytes.EMPTY;
        List<String> headers = hub.headers(caller, login, full);
        headers.add("Content-Type: " + TestHub.MANIFEST);
        return hub.http().send(method, full, body, headers.toArray(String[]::new));
    }
}
