package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.tag.TagRules;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What clients are told about tags that a rule keeps where they are.
final class ImmutableTagTest {

    private static final RepositoryName APP = RepositoryName.parse("me/app").orElseThrow();
    private static final String TAG = "/v2/me/app/manifests/v1";

    @TempDir private Path data;
    private TestHub hub;
    private Bytes one;
    private Bytes two;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(TestHub.settings(data));
        two = hub.pushImage("me/app", "latest", 2);
        one = hub.pushImage("me/app", "v1", 1);
        try (Database database = Database.existing(data.resolve("catalog.db"))) {
            new TagRules(database).set(APP, List.of("v*"));
        }
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void itIsNotMovedByAPush() throws IOException {
        refused(hub.pushManifest("me/app", "v1", two));
        refused(
                hub.http()
                        .send(
                                "PUT",
                                "/v2/me/app/manifests/" + Digest.of(two) + "?tag=new&tag=v1",
                                two,
                                "Content-Type: " + TestHub.MANIFEST));

        assertThat(hub.http().get(TAG).body()).isEqualTo(one);
        assertThat(hub.http().get("/v2/me/app/manifests/new").status()).isEqualTo(404);
    }

    @Test
    void neitherItNorItsManifestIsDeleted() throws IOException {
        refused(hub.http().delete(TAG));
        refused(hub.http().delete("/v2/me/app/manifests/" + Digest.of(one)));

        assertThat(hub.http().get(TAG).body()).isEqualTo(one);
    }

    @Test
    void whatChangesNothingAndOtherTagsAreNoMatter() throws IOException {
        assertThat(hub.pushManifest("me/app", "v1", one).status()).isEqualTo(201);
        assertThat(hub.pushManifest("me/app", "v2", two).status()).isEqualTo(201);
        assertThat(hub.pushManifest("me/app", "latest", one).status()).isEqualTo(201);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("\"code\":\"DENIED\"")
                .contains("tag v1: immutable, by the rule 'v*' of its repository");
    }
}
