package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/// Mirrors of registries, as the configuration file names them.
final class MirrorsTest {

    private static final String HUB = "https://registry-1.docker.io/v2/library/nginx/";
    private static final String MIRROR = "https://mirror.test/v2/hub/cache/library/nginx/";
    private static final Reference IMAGE = Reference.parse("nginx:1");
    private static final Bytes BLOB = Samples.random(21, 100_000);
    private static final Descriptor LAYER = Samples.layer(BLOB);

    private ScriptedPeer world;
    private Surroundings surroundings;

    @BeforeEach
    void start() throws IOException {
        world = ScriptedPeer.start();
        surroundings =
                Surroundings.playedBy(world)
                        .config(
                                """
                                { "registries": { "docker.io": {
                                    "mirrors": ["https://mirror.test/hub/cache/"] } } }
                                """);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Bytes fetch() throws IOException {
        try (var client = surroundings.open()) {
            return client.fetchManifest(IMAGE, Samples.ACCEPT).bytes();
        }
    }

    @Test
    void whatAMirrorHasIsPulledThereWithItsPrefix() throws IOException {
        world.on("GET " + MIRROR + "manifests/1", Samples.manifest(Samples.MANIFEST))
                .on("HEAD " + MIRROR + "manifests/1", Samples.manifest(Samples.MANIFEST))
                .on("GET " + MIRROR + "blobs/" + LAYER.digest(), Reply.of(200).body(BLOB))
                .on("GET " + MIRROR + "tags/list?n=1000", Reply.of(200).body("{\"tags\":[]}"));

        try (var client = surroundings.open();
                InputStream in = client.openBlob(IMAGE, LAYER, 0)) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            client.headManifest(IMAGE);
            client.listTags(IMAGE);
            in.readAllBytes();
        }

        assertThat(world.lines()).noneMatch(line -> line.contains("docker.io"));
    }

    @Test
    void whatAMirrorLacksComesFromTheRegistry() throws IOException {
        world.on("GET " + MIRROR + "manifests/1", Reply.of(404))
                .on("HEAD " + MIRROR + "manifests/1", Reply.of(404))
                .on("GET " + HUB + "manifests/1", Samples.manifest(Samples.MANIFEST))
                .on("HEAD " + HUB + "manifests/1", Samples.manifest(Samples.MANIFEST));

        assertThat(fetch()).isEqualTo(Samples.MANIFEST);
        try (var client = surroundings.open()) {
            assertThat(client.headManifest(IMAGE)).isPresent();
        }
    }

    @Test
    void aMirrorThatRefusesFailsOrLiesIsPassedBy() throws IOException {
        Bytes wrong = Samples.text("another manifest");
        for (Reply reply :
                Arrays.asList(
                        Reply.of(401),
                        Reply.of(403),
                        Reply.of(400),
                        Reply.of(418),
                        Samples.manifest(Samples.MANIFEST).body(wrong))) {
            try (var peer = ScriptedPeer.start()) {
                peer.on("GET " + MIRROR + "manifests/1", reply)
                        .on("GET " + HUB + "manifests/1", Samples.manifest(Samples.MANIFEST));
                try (var client =
                        surroundings.variable("HTTPS_PROXY", "http://" + peer.authority()).open()) {
                    assertThat(client.fetchManifest(IMAGE, Samples.ACCEPT).bytes())
                            .isEqualTo(Samples.MANIFEST);
                }
            }
        }
    }

    @Test
    void aMirrorThatDoesNotAnswerIsNotWaitedForNorAskedAgain() throws IOException {
        world.on("GET " + MIRROR + "manifests/1", Reply.hangUp())
                .on("GET " + HUB + "manifests/1", Samples.manifest(Samples.MANIFEST))
                .on("GET " + HUB + "blobs/" + LAYER.digest(), Reply.of(200).body(BLOB));

        try (var client = surroundings.open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            try (InputStream in = client.openBlob(IMAGE, LAYER, 0)) {
                assertThat(in.readAllBytes()).isEqualTo(BLOB.toArray());
            }
        }

        assertThat(surroundings.time.waits()).isEmpty();
        assertThat(world.requests("GET " + MIRROR + "blobs/" + LAYER.digest())).isEmpty();
    }

    @Test
    void aMirrorThatNobodyKnowsIsPassedBy() throws IOException {
        world.on("GET " + HUB + "manifests/1", Samples.manifest(Samples.MANIFEST));
        surroundings.config(
                """
                { "registries": { "docker.io": { "mirrors": ["https://gone.invalid"] } } }
                """);
        surroundings.variable("NO_PROXY", "gone.invalid");

        assertThat(fetch()).isEqualTo(Samples.MANIFEST);
        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void severalMirrorsAreAskedInTheirOrder() throws IOException {
        surroundings.config(
                """
                { "registries": { "docker.io": {
                    "mirrors": ["https://mirror.test/a", "https://mirror.test/b"] } } }
                """);
        String second = "https://mirror.test/v2/b/library/nginx/manifests/1";
        world.on("GET https://mirror.test/v2/a/library/nginx/manifests/1", Reply.of(404))
                .on("GET " + second, Samples.manifest(Samples.MANIFEST));

        fetch();

        assertThat(world.lines().stream().filter(line -> line.startsWith("GET")))
                .containsExactly(
                        "GET https://mirror.test/v2/a/library/nginx/manifests/1", "GET " + second);
    }

    @Test
    void aBlobThatBreaksOffAtAMirrorGoesOnThereOrAtTheRegistry() throws IOException {
        world.on(
                        "GET " + MIRROR + "blobs/" + LAYER.digest(),
                        Reply.of(200).body(BLOB).closingAfter(40_000),
                        Reply.of(404))
                .on(
                        "GET " + HUB + "blobs/" + LAYER.digest(),
                        request -> Reply.range(BLOB, request));

        try (var client = surroundings.open();
                InputStream in = client.openBlob(IMAGE, LAYER, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(BLOB.toArray());
        }
        assertThat(surroundings.time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void theRegistrysCredentialsAreNotShownToAMirror() throws IOException {
        surroundings.credential("docker.io", new Credential.Password("ann", "secret"));
        world.on(
                        "GET " + MIRROR + "manifests/1",
                        Reply.of(401).with("WWW-Authenticate", "Basic realm=\"give\""))
                .on("GET " + HUB + "manifests/1", Samples.manifest(Samples.MANIFEST));

        fetch();

        assertThat(world.requests("GET " + MIRROR + "manifests/1"))
                .allSatisfy(r -> assertThat(r.header("Authorization")).isEmpty());
    }

    @Test
    void aMirrorHasCredentialsOfItsOwn() throws IOException {
        surroundings.credential("mirror.test", new Credential.Password("ann", "secret"));
        world.on(
                "GET " + MIRROR + "manifests/1",
                r ->
                        r.header("Authorization").isPresent()
                                ? Samples.manifest(Samples.MANIFEST)
                                : Reply.of(401).with("WWW-Authenticate", "Basic realm=\"m\""));

        fetch();

        assertThat(world.lines()).noneMatch(line -> line.contains("docker.io"));
    }

    @Test
    void ifNobodyHasItTheRegistrysWordCounts() throws IOException {
        world.on("GET " + MIRROR + "manifests/1", Reply.of(500))
                .on("GET " + HUB + "manifests/1", Reply.of(404));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(NotFoundException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    /// What a mirror lacks may well be at the registry: nobody knows.
    @Test
    void ifTheRegistryIsNotThereThatIsTheFailureWhateverTheMirrorsSaid() throws IOException {
        surroundings.config(
                """
                { "registries": { "registry.invalid": { "mirrors": [
                    "https://mirror.test/a", "https://mirror.test/b", "https://gone.invalid" ] } } }
                """);
        surroundings.variable("NO_PROXY", ".invalid");
        world.on("GET https://mirror.test/v2/a/app/manifests/1", Reply.of(404))
                .on("HEAD https://mirror.test/v2/a/app/manifests/1", Reply.of(404))
                .on("GET https://mirror.test/v2/b/app/manifests/1", Reply.of(403))
                .on("HEAD https://mirror.test/v2/b/app/manifests/1", Reply.of(403));
        Reference image = Reference.parse("registry.invalid/app:1");

        try (var client = surroundings.open()) {
            assertThatThrownBy(() -> client.fetchManifest(image, Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                            "registry.invalid: no such host"
                                    + " (GET https://registry.invalid/v2/app/manifests/1)"
                                    + "; mirror mirror.test: does not have it"
                                    + "; mirror mirror.test: pull registry.invalid/app:1:"
                                    + " access denied"
                                    + " (GET https://mirror.test/v2/b/app/manifests/1)"
                                    + "; mirror gone.invalid: gone.invalid: no such host"
                                    + " (GET https://gone.invalid/v2/app/manifests/1)")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(3))
                    .satisfies(
                            e ->
                                    assertThat(((RegistryException) e).advised())
                                            .contains(
                                                    "/app/manifests/1): check how the name is spelt,"
                                                            + " and this machine's network and DNS;"
                                                            + " mirror mirror.test: does not"));
            assertThatThrownBy(() -> client.headManifest(image))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("registry.invalid: no such host");
        }
    }

    @Test
    void aRegistryThatRefusesIsToldWithWhatItsMirrorsSaid() throws IOException {
        world.on("GET " + MIRROR + "manifests/1", Reply.of(404))
                .on("GET " + HUB + "manifests/1", Reply.of(403));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("pull nginx:1: access denied (GET https://registry-1")
                .hasMessageEndingWith("; mirror mirror.test: does not have it");
    }

    @Test
    void pushesGoToTheRegistryItself() throws IOException {
        String uploads = HUB + "blobs/uploads/";
        Digest digest = Digest.of(Samples.MANIFEST);
        world.on("HEAD " + HUB + "blobs/" + LAYER.digest(), Reply.of(404))
                .on("POST " + uploads, Reply.of(202).with("Location", uploads + "1"))
                .on("PUT " + uploads + "1?digest=" + LAYER.digest(), Reply.of(201))
                .on("PUT " + HUB + "manifests/1", Reply.of(201))
                .on("DELETE " + HUB + "manifests/" + digest, Reply.of(202));

        try (var client = surroundings.open()) {
            client.blobExists(IMAGE, LAYER.digest());
            client.pushBlob(
                    IMAGE,
                    LAYER,
                    _ -> new ByteArrayInputStream(BLOB.toArray()),
                    ProgressCallback.NONE);
            client.pushManifest(IMAGE, "x/y", Samples.MANIFEST);
            client.deleteManifest(IMAGE.withDigest(digest));
        }

        assertThat(world.lines()).noneMatch(line -> line.contains("mirror.test"));
    }
}
