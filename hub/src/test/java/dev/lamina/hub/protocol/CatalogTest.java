package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The rules of the distribution registry's documentation, "Listing Repositories".
final class CatalogTest {

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushImage("me/b", "1", 1);
        hub.pushImage("nginx", "1", 1);
        hub.pushImage("me/a", "1", 1);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void allRepositoriesAreListedInOrder() throws IOException {
        Answer answer = hub.http().get("/v2/_catalog");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Link")).isEqualTo("(none)");
        assertThat(answer.text())
                .isEqualTo("{\"repositories\":[\"library/nginx\",\"me/a\",\"me/b\"]}");
    }

    @Test
    void aPageLinksToTheNext() throws IOException {
        Answer first = hub.http().get("/v2/_catalog?n=2");
        Answer second = hub.http().get("/v2/_catalog?n=2&last=me%2Fa");

        assertThat(first.text()).isEqualTo("{\"repositories\":[\"library/nginx\",\"me/a\"]}");
        assertThat(first.header("Link")).isEqualTo("</v2/_catalog?n=2&last=me%2Fa>; rel=\"next\"");
        assertThat(second.text()).isEqualTo("{\"repositories\":[\"me/b\"]}");
        assertThat(second.header("Link")).isEqualTo("(none)");
    }

    @Test
    void noRepositoriesAreListedIfNoneAreAskedFor() throws IOException {
        Answer answer = hub.http().get("/v2/_catalog?n=0");

        assertThat(answer.text()).isEqualTo("{\"repositories\":[]}");
        assertThat(answer.header("Link")).isEqualTo("(none)");
    }

    @Test
    void theListCannotBeChanged() throws IOException {
        Answer answer = hub.http().delete("/v2/_catalog");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }
}
