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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The rules of RFC 9110 section 13 for changes of manifests and tags.
final class ConditionalManifestTest {

    private static final String TAG = "/v2/me/app/manifests/1.0";

    @TempDir private Path data;
    private TestHub hub;
    private Bytes one;
    private Bytes two;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        two = hub.pushImage("me/app", "other", 2);
        one = hub.pushImage("me/app", "1.0", 1);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Answer put(String path, Bytes manifest, String... conditions) throws IOException {
        var headers = new ArrayList<>(List.of(conditions));
        headers.add("Content-Type: " + TestHub.MANIFEST);
        return hub.http().send("PUT", path, manifest, headers.toArray(String[]::new));
    }

    private Answer delete(String path, String condition) throws IOException {
        return hub.http().send("DELETE", path, Bytes.EMPTY, condition);
    }

    private static String tag(Bytes manifest) {
        return "\"" + Digest.of(manifest) + "\"";
    }

    private Bytes tagged() throws IOException {
        return hub.http().get(TAG).body();
    }

    @Test
    void aTagMovesOnlyFromWhereIfMatchSays() throws IOException {
        Answer refused = put(TAG, two, "If-Match: " + tag(two));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.header("Content-Type")).isEqualTo("application/json");
        assertThat(refused.text()).contains("\"errors\"").contains(Digest.of(one).toString());
        assertThat(tagged()).isEqualTo(one);
        assertThat(put(TAG, two, "If-Match: " + tag(one)).status()).isEqualTo(201);
        assertThat(tagged()).isEqualTo(two);
    }

    @Test
    void oneOfSeveralTagsOnSeveralLinesIsEnough() throws IOException {
        assertThat(put(TAG, two, "If-Match: \"a\", " + tag(one)).status()).isEqualTo(201);
        assertThat(put(TAG, one, "If-Match: \"a\"", "If-Match: " + tag(two)).status())
                .isEqualTo(201);
        assertThat(put(TAG, two, "If-None-Match: \"a\"", "If-None-Match: " + tag(one)).status())
                .isEqualTo(412);
    }

    @Test
    void aWeakTagMatchesOnlyInIfNoneMatch() throws IOException {
        assertThat(put(TAG, two, "If-Match: W/" + tag(one)).status()).isEqualTo(412);
        assertThat(put(TAG, two, "If-None-Match: W/" + tag(one)).status()).isEqualTo(412);
        assertThat(tagged()).isEqualTo(one);
    }

    @Test
    void aStarAsksForAnythingOrForNothing() throws IOException {
        String fresh = "/v2/me/app/manifests/2.0";

        assertThat(put(TAG, two, "If-None-Match: *").status()).isEqualTo(412);
        assertThat(put(fresh, two, "If-Match: *").status()).isEqualTo(412);
        assertThat(hub.http().get(fresh).status()).isEqualTo(404);
        assertThat(put(fresh, two, "If-None-Match: *").status()).isEqualTo(201);
        assertThat(put(TAG, two, "If-Match: *").status()).isEqualTo(201);
    }

    @Test
    void onlyAStarThatStandsAloneIsOne() throws IOException {
        for (String value : List.of("\"a,*,b\"", "\"*\"", "\"a\", *", "")) {
            assertThat(put(TAG, two, "If-Match: " + value).status()).as(value).isEqualTo(412);
        }
        assertThat(put(TAG, two, "If-None-Match: \"a,*,b\"").status()).isEqualTo(201);
    }

    @Test
    void aRefusedPushLeavesNoRepository() throws IOException {
        assertThat(put("/v2/me/new/manifests/1.0", two, "If-Match: *").status()).isEqualTo(412);
        assertThat(hub.http().get("/v2/me/new/tags/list").status()).isEqualTo(404);
    }

    @Test
    void aPushByDigestIsAboutThatManifest() throws IOException {
        String path = "/v2/me/app/manifests/" + Digest.of(two);

        assertThat(put(path, two, "If-None-Match: *").status()).isEqualTo(412);
        assertThat(put(path, two, "If-Match: " + tag(two)).status()).isEqualTo(201);
    }

    @Test
    void onlyWhatIsAsTheConditionSaysIsDeleted() throws IOException {
        String path = "/v2/me/app/manifests/" + Digest.of(one);

        assertThat(delete(TAG, "If-Match: " + tag(two)).status()).isEqualTo(412);
        assertThat(delete(path, "If-None-Match: *").status()).isEqualTo(412);
        assertThat(tagged()).isEqualTo(one);
        assertThat(delete(TAG, "If-Match: " + tag(one)).status()).isEqualTo(202);
        assertThat(delete(path, "If-Match: " + tag(one)).status()).isEqualTo(202);
        assertThat(delete(path, "If-Match: " + tag(one)).status()).isEqualTo(404);
    }

    @Test
    void ofTwoWhoMoveATagFromOneStateExactlyOneWins() throws Exception {
        Bytes three = hub.pushImage("me/app", "another", 3);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                hub.pushManifest("me/app", "1.0", one);
                var start = new CyclicBarrier(2);
                var answers = new ArrayList<Future<Integer>>();
                for (Bytes manifest : List.of(two, three)) {
                    answers.add(
                            threads.submit(
                                    () -> {
                                        start.await();
                                        return put(TAG, manifest, "If-Match: " + tag(one)).status();
                                    }));
                }
                assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                        .containsExactlyInAnyOrder(201, 412);
            }
        }
    }
}
