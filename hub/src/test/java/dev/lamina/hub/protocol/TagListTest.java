package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The rules of distribution-spec 1.1, "Listing Tags".
final class TagListTest {

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        Bytes manifest = hub.pushImage("me/app", "b", 1);
        for (String tag : new String[] {"A", "c", "1"}) {
            hub.pushManifest("me/app", tag, manifest);
        }
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void allTagsAreListedInOrder() throws IOException {
        Answer answer = hub.http().get("/v2/me/app/tags/list");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"name\":\"me/app\",\"tags\":[\"1\",\"A\",\"b\",\"c\"]}");
        assertThat(answer.header("Link")).isEqualTo("(none)");
    }

    @Test
    void aPageLinksToTheNext() throws IOException {
        Answer first = hub.http().get("/v2/me/app/tags/list?n=2");

        assertThat(first.text()).endsWith("[\"1\",\"A\"]}");
        assertThat(first.header("Link"))
                .isEqualTo("</v2/me/app/tags/list?n=2&last=A>; rel=\"next\"");

        Answer second = hub.http().get("/v2/me/app/tags/list?n=2&last=A");

        assertThat(second.text()).endsWith("[\"b\",\"c\"]}");
        assertThat(second.header("Link")).isEqualTo("(none)");
    }

    @Test
    void theLastTagNeedNotExist() throws IOException {
        assertThat(hub.http().get("/v2/me/app/tags/list?last=aa").text())
                .endsWith("[\"b\",\"c\"]}");
        assertThat(hub.http().get("/v2/me/app/tags/list?last=zz").text()).endsWith("[]}");
    }

    @Test
    void noTagsAreListedIfNoneAreAskedFor() throws IOException {
        Answer many = hub.http().get("/v2/me/app/tags/list?n=99999999999999999999");
        assertThat(many.status()).isEqualTo(200);

        Answer answer = hub.http().get("/v2/me/app/tags/list?n=0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).endsWith("[]}");
        assertThat(answer.header("Link")).isEqualTo("(none)");
    }

    @Test
    void aPageSizeThatIsNoNumberIsRefused() throws IOException {
        for (String n : new String[] {"-1", "x", "", "1.5"}) {
            Answer answer = hub.http().get("/v2/me/app/tags/list?n=" + n);

            assertThat(answer.status()).as("n=%s", n).isEqualTo(400);
            assertThat(answer.text()).contains("UNSUPPORTED");
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsUnknown() throws IOException {
        Answer answer = hub.http().get("/v2/me/other/tags/list");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("NAME_UNKNOWN");
    }

    @Test
    void aTagIsDeletedWithoutItsManifest() throws IOException {
        Bytes manifest = hub.http().get("/v2/me/app/manifests/b").body();

        assertThat(hub.http().delete("/v2/me/app/manifests/b").status()).isEqualTo(202);

        assertThat(hub.http().get("/v2/me/app/manifests/b").status()).isEqualTo(404);
        assertThat(hub.http().get("/v2/me/app/manifests/" + Digest.of(manifest)).status())
                .isEqualTo(200);
        assertThat(hub.http().get("/v2/me/app/tags/list").text()).endsWith("[\"1\",\"A\",\"c\"]}");
        assertThat(hub.http().delete("/v2/me/app/manifests/b").status()).isEqualTo(404);
    }

    @Test
    void aManifestIsDeletedWithItsTags() throws IOException {
        Digest digest = Digest.of(hub.http().get("/v2/me/app/manifests/b").body());

        assertThat(hub.http().delete("/v2/me/app/manifests/" + digest).status()).isEqualTo(202);

        assertThat(hub.http().get("/v2/me/app/manifests/" + digest).status()).isEqualTo(404);
        assertThat(hub.http().get("/v2/me/app/tags/list").text()).endsWith("[]}");
        assertThat(hub.http().delete("/v2/me/app/manifests/" + digest).status()).isEqualTo(404);
    }

    @Test
    void aBlobIsDeletedOnlyWhenNoManifestNamesIt() throws IOException {
        Digest manifest = Digest.of(hub.http().get("/v2/me/app/manifests/b").body());
        String layer = "/v2/me/app/blobs/" + Digest.of(TestHub.random(1, 1000));

        Answer early = hub.http().delete(layer);
        hub.http().delete("/v2/me/app/manifests/" + manifest);
        Answer late = hub.http().delete(layer);

        assertThat(early.status()).isEqualTo(405);
        assertThat(early.text()).contains("UNSUPPORTED").contains("names it");
        assertThat(late.status()).isEqualTo(202);
        assertThat(hub.http().get(layer).status()).isEqualTo(404);
        assertThat(hub.http().delete(layer).status()).isEqualTo(404);
    }
}
