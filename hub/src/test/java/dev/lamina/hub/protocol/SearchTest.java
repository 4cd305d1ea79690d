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
import java.util.regex.Pattern;

/// What Docker's daemon expects of `/v1/`: moby, "registry/search_session.go" and
/// "registry/search_endpoint_v1.go".
final class SearchTest {

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushImage("me/nginx-extra", "1", 1);
        hub.pushImage("nginx", "1", 2);
        hub.pushImage("me/nginx", "1", 3);
        hub.pushImage("me/python", "1", 4);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theRegistrySaysThatItStandsAlone() throws IOException {
        Answer answer = hub.http().get("/v1/_ping");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Docker-Registry-Standalone")).isEqualTo("true");
        assertThat(answer.text()).isEqualTo("{\"standalone\":true}");
    }

    @Test
    void aResultSaysWhatDockerShows() throws IOException {
        Answer answer = hub.http().get("/v1/search?q=python&n=25");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"num_results\":1,\"query\":\"python\",\"results\":[{\"name\":\"me/python\","
                                + "\"description\":\"\",\"star_count\":0,\"is_official\":false,"
                                + "\"is_automated\":false,\"is_trusted\":false}]}");
    }

    @Test
    void theBestNameComesFirst() throws IOException {
        Answer answer = hub.http().get("/v1/search?q=nginx");

        assertThat(names(answer)).containsExactly("nginx", "me/nginx", "me/nginx-extra");
        assertThat(answer.text()).contains("\"num_results\":3").contains("\"is_official\":true");
    }

    @Test
    void atMostSoManyResultsComeAsAreAskedFor() throws IOException {
        Answer answer = hub.http().get("/v1/search?q=nginx&n=1");

        assertThat(names(answer)).containsExactly("nginx");
        assertThat(answer.text()).contains("\"num_results\":3");
    }

    @Test
    void whatNobodyHasFindsNothing() throws IOException {
        Answer answer = hub.http().get("/v1/search?q=%25");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"num_results\":0,\"query\":\"%\",\"results\":[]}");
    }

    @Test
    void nothingElseOfVersionOneIsThere() throws IOException {
        Answer answer = hub.http().get("/v1/repositories/nginx/images");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).startsWith("{\"errors\":[{\"code\":\"UNSUPPORTED\"");
    }

    private static String[] names(Answer answer) {
        return Pattern.compile("\"name\":\"([^\"]*)\"")
                .matcher(answer.text())
                .results()
                .map(result -> result.group(1))
                .toArray(String[]::new);
    }
}
