package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
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

/// Repositories that are not there yet, and mounts from one that is private, by everybody and with each
/// kind of login. The table of all routes is in `ProtocolRightsTest`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NewRepositoryRightsTest {

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
        "POST,   /v2/team/open/blobs/uploads/?mount=BLOB&from=team/closed, 401, 403, 403, 201, 201, 201",
        "POST,   /v2/stranger/new/blobs/uploads/?mount=BLOB&from=team/closed, 401, 202, 403, 403, 403, 201",
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
        String full = path.replace("BLOB", BLOB.toString());
        List<String> headers = hub.headers(caller, login, full);
        return hub.http().send(method, full, Bytes.EMPTY, headers.toArray(String[]::new));
    }
}
