package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.json.ImageIndexJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of distribution-spec 1.1, "Listing Referrers", "Pushing Manifests with Subject".
final class ReferrersTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes SUBJECT = TestHub.manifest(CONFIG, LAYER, "");
    private static final Digest DIGEST = Digest.of(SUBJECT);

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushBlob("me/app", CONFIG);
        hub.pushBlob("me/app", LAYER);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aManifestWithASubjectIsListed() throws IOException {
        Bytes referrer = referrer("application/x-signature", "one");

        Answer pushed = hub.pushManifest("me/app", Digest.of(referrer).toString(), referrer);
        Answer listed = hub.http().get("/v2/me/app/referrers/" + DIGEST);

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.header("OCI-Subject")).isEqualTo(DIGEST.toString());
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.header("Content-Type")).isEqualTo(TestHub.INDEX);
        assertThat(listed.header("OCI-Filters-Applied")).isEqualTo("(none)");
        ImageIndex list = list(listed);
        assertThat(list.manifests()).hasSize(1);
        assertThat(list.manifests().getFirst())
                .satisfies(
                        descriptor -> {
                            assertThat(descriptor.digest()).isEqualTo(Digest.of(referrer));
                            assertThat(descriptor.size()).isEqualTo(referrer.length());
                            assertThat(descriptor.mediaType()).isEqualTo(TestHub.MANIFEST);
                            assertThat(descriptor.artifactType())
                                    .contains("application/x-signature");
                            assertThat(descriptor.annotations()).isEqualTo(Map.of("name", "one"));
                        });
    }

    @Test
    void anArtifactWithoutATypeHasThatOfItsConfig() throws IOException {
        Bytes referrer = TestHub.manifest(CONFIG, LAYER, subject());
        hub.pushManifest("me/app", "r", referrer);

        assertThat(list(hub.http().get("/v2/me/app/referrers/" + DIGEST)).manifests())
                .extracting(descriptor -> descriptor.artifactType())
                .containsExactly(Optional.of("application/vnd.oci.image.config.v1+json"));
    }

    @Test
    void referrersAreFilteredByType() throws IOException {
        push("application/x-signature", 3);
        push("application/x-report+json", 2);

        Answer answer =
                hub.http()
                        .get(
                                "/v2/me/app/referrers/"
                                        + DIGEST
                                        + "?artifactType=application/x-report%2Bjson");

        assertThat(answer.header("OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(list(answer).manifests()).hasSize(2);
        Answer notEncoded =
                hub.http()
                        .get(
                                "/v2/me/app/referrers/"
                                        + DIGEST
                                        + "?artifactType=application/x-report+json");
        assertThat(list(notEncoded).manifests()).hasSize(2);
    }

    @Test
    void aPageOfReferrersIsNoLargerThanAManifestMayBe() throws IOException {
        for (String letter : new String[] {"a", "b", "c"}) {
            hub.pushManifest("me/app", "r", referrer("application/x-big", letter.repeat(3 << 20)));
        }

        Answer answer = hub.http().get("/v2/me/app/referrers/" + DIGEST);

        assertThat(answer.body().length()).isLessThan(4 << 20);
        assertThat(list(answer).manifests()).hasSize(1);
        assertThat(answer.header("Link")).contains("&last=");
    }

    @Test
    void referrersComeInPages() throws IOException {
        push("application/x-a+json", 5);
        push("application/x-b", 1);

        var seen = new ArrayList<Digest>();
        String path = "/v2/me/app/referrers/" + DIGEST + "?n=2&artifactType=application/x-a%2Bjson";
        int pages = 0;
        while (!path.isEmpty()) {
            Answer answer = hub.http().get(path);
            list(answer).manifests().forEach(descriptor -> seen.add(descriptor.digest()));
            String link = answer.header("Link");
            path = link.startsWith("<") ? link.substring(1, link.indexOf('>')) : "";
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyRefersToHasAnEmptyList() throws IOException {
        for (String repository : List.of("me/app", "me/other")) {
            Answer answer = hub.http().get("/v2/" + repository + "/referrers/" + DIGEST);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(list(answer).manifests()).isEmpty();
        }
    }

    @Test
    void aDeletedReferrerIsNotListed() throws IOException {
        Bytes referrer = referrer("application/x-signature", "one");
        hub.pushManifest("me/app", "r", referrer);
        hub.http().delete("/v2/me/app/manifests/" + Digest.of(referrer));

        assertThat(list(hub.http().get("/v2/me/app/referrers/" + DIGEST)).manifests()).isEmpty();
    }

    @Test
    void aSubjectThatIsNoDigestIsRefused() throws IOException {
        Answer answer = hub.http().get("/v2/me/app/referrers/latest");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("DIGEST_INVALID");
    }

    private void push(String type, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            hub.pushManifest("me/app", "r", referrer(type, "number " + i));
        }
    }

    private static Bytes referrer(String type, String name) {
        return TestHub.manifest(
                CONFIG,
                LAYER,
                subject()
                        + ", \"artifactType\": \"%s\", \"annotations\": {\"name\": \"%s\"}"
                                .formatted(type, name));
    }

    private static String subject() {
        return ", \"subject\": " + TestHub.descriptor(TestHub.MANIFEST, SUBJECT);
    }

    private static ImageIndex list(Answer answer) throws ImageFormatException {
        return ImageIndexJson.parse(answer.body(), "list of referrers");
    }
}
