package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/// What Docker Hub does, with the names of its hosts: a token service and a content delivery
/// network beside the registry, and a rate limit (Docker's manual, "Pull usage and limits").
final class DockerHubTest {

    private static final String REGISTRY = "https://registry-1.docker.io/v2/";
    private static final String NGINX = REGISTRY + "library/nginx/";
    private static final String TOKENS = "https://auth.docker.io/token?service=registry.docker.io";
    private static final String SIGNED =
            "https://production.cloudflare.docker.com/registry-v2/data?verify=SIGNATURE&x=%7C";
    private static final String PULL_SCOPE = "&scope=repository%3Alibrary%2Fnginx%3Apull";
    private static final Reference IMAGE = Reference.parse("nginx:1.27");

    private ScriptedPeer world;

    @BeforeEach
    void start() throws IOException {
        world = ScriptedPeer.start();
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    /// Answers when there is a token, and else with the challenge for one.
    private static Reply guarded(Request request, String token, Reply answer) {
        boolean known =
                request.header("Authorization").filter(("Bearer " + token)::equals).isPresent();
        return known
                ? answer
                : Reply.error(401, "UNAUTHORIZED", "authentication required")
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"https://auth.docker.io/token\","
                                        + "service=\"registry.docker.io\","
                                        + "scope=\"repository:library/nginx:pull\"");
    }

    private static Reply token(String token) {
        return Reply.of(200)
                .body(
                        "{\"token\":\"%s\",\"access_token\":\"%s\",\"expires_in\":300}"
                                .formatted(token, token));
    }

    @Test
    void aPullAsksTheTokenServiceOnceAndShowsTheTokenFromThenOn() throws IOException {
        Bytes blob = Samples.random(1, 1000);
        Descriptor layer = Samples.layer(blob);
        world.on("GET " + TOKENS + PULL_SCOPE, token("T1"))
                .on(
                        "GET " + NGINX + "manifests/1.27",
                        r -> guarded(r, "T1", Samples.manifest(Samples.MANIFEST)))
                .on(
                        "GET " + NGINX + "blobs/" + layer.digest(),
                        r -> guarded(r, "T1", Reply.of(200).body(blob)));

        try (var client = Surroundings.playedBy(world).open()) {
            ManifestResponse manifest = client.fetchManifest(IMAGE, Samples.ACCEPT);
            try (InputStream in = client.openBlob(IMAGE, layer, 0)) {
                assertThat(in.readAllBytes()).isEqualTo(blob.toArray());
            }

            assertThat(manifest.bytes()).isEqualTo(Samples.MANIFEST);
        }

        assertThat(world.lines().stream().filter(line -> !line.startsWith("CONNECT")))
                .containsExactly(
                        "GET " + NGINX + "manifests/1.27",
                        "GET " + TOKENS + PULL_SCOPE,
                        "GET " + NGINX + "manifests/1.27",
                        "GET " + NGINX + "blobs/" + layer.digest());
    }

    @Test
    void anUnknownUserShowsNothingToTheTokenServiceAndAKnownOneHerPasswordToItAlone()
            throws IOException {
        world.on("GET " + TOKENS + PULL_SCOPE, token("T1"))
                .on("GET " + TOKENS + PULL_SCOPE + "&account=ann", token("T2"))
                .on(
                        "GET " + NGINX + "manifests/1.27",
                        r -> guarded(r, "T1", Samples.manifest(Samples.MANIFEST)))
                .on(
                        "GET " + NGINX + "manifests/1.28",
                        r -> guarded(r, "T2", Samples.manifest(Samples.MANIFEST)));

        try (var nobody = Surroundings.playedBy(world).open();
                var ann =
                        Surroundings.playedBy(world)
                                .credential("docker.io", new Credential.Password("ann", "secret"))
                                .open()) {
            nobody.fetchManifest(IMAGE, Samples.ACCEPT);
            ann.fetchManifest(IMAGE.withTag("1.28"), Samples.ACCEPT);
        }

        assertThat(world.requests("GET " + TOKENS + PULL_SCOPE).getFirst().header("Authorization"))
                .isEmpty();
        assertThat(world.requests("GET " + TOKENS + PULL_SCOPE + "&account=ann").getFirst())
                .satisfies(
                        r ->
                                assertThat(r.header("Authorization"))
                                        .contains("Basic YW5uOnNlY3JldA=="));
        assertThat(world.requests("GET " + NGINX + "manifests/1.28"))
                .noneMatch(r -> r.header("Authorization").orElse("").startsWith("Basic"));
    }

    @Test
    void aBlobsSignedAddressIsFollowedWithoutTheToken() throws IOException {
        Bytes blob = Samples.random(2, 100_000);
        Descriptor layer = Samples.layer(blob);
        world.on("GET " + TOKENS + PULL_SCOPE, token("T1"))
                .on(
                        "GET " + NGINX + "blobs/" + layer.digest(),
                        r -> guarded(r, "T1", Reply.of(307).with("Location", SIGNED).body("moved")))
                .on("GET " + SIGNED, Reply.of(200).body(blob));

        try (var client = Surroundings.playedBy(world).open();
                InputStream in = client.openBlob(IMAGE, layer, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(blob.toArray());
        }

        assertThat(world.requests("GET " + SIGNED).getFirst().header("Authorization")).isEmpty();
    }

    @Test
    void theSignatureOfAnAddressIsInNoMessage() throws IOException {
        Descriptor layer = Samples.layer(Samples.random(3, 1000));
        for (Reply fault :
                List.of(
                        Reply.of(403).body("<Error><Code>AccessDenied</Code></Error>"),
                        Reply.of(500),
                        Reply.hangUp(),
                        Reply.of(302).with("Location", "http://elsewhere.test/?verify=SIGNATURE"),
                        Reply.of(302).with("Location", "ftp://elsewhere.test/?verify=SIGNATURE"),
                        Reply.of(302).with("Location", "https://a_b.test/?verify=SIGNATURE"),
                        Reply.of(302).with("Location", "https://[x/?verify=SIGNATURE"),
                        Reply.of(302).with("Location", "/registry-v2/data?verify=SIGNATURE&x=%7C"),
                        Reply.of(200).body("short"))) {
            try (var peer = ScriptedPeer.start();
                    var client = Surroundings.playedBy(peer).open()) {
                peer.on(
                                "GET " + NGINX + "blobs/" + layer.digest(),
                                Reply.of(307).with("Location", SIGNED))
                        .on("GET " + SIGNED, fault);

                assertThatThrownBy(() -> client.openBlob(IMAGE, layer, 0).readAllBytes())
                        .isInstanceOf(IOException.class)
                        .satisfies(e -> assertThat(stack(e)).doesNotContain("SIGNATURE"));
            }
        }
    }

    @Test
    void aRateLimitIsWaitedForAsLongAsTheHubSays() throws IOException {
        Reply limited =
                Reply.error(429, "TOOMANYREQUESTS", "You have reached your pull rate limit.")
                        .with("Retry-After", "7");
        world.on("GET " + NGINX + "manifests/1.27", limited, Samples.manifest(Samples.MANIFEST));
        Surroundings surroundings = Surroundings.playedBy(world);

        try (var client = surroundings.open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }

        assertThat(surroundings.time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aRateLimitOfHoursIsTheUsersToKnow() throws IOException {
        world.on(
                "GET " + NGINX + "manifests/1.27",
                Reply.error(429, "TOOMANYREQUESTS", "You have reached your pull rate limit.")
                        .with("Retry-After", "21600"));
        Surroundings surroundings = Surroundings.playedBy(world);

        try (var client = surroundings.open()) {
            assertThatThrownBy(() -> client.fetchManifest(IMAGE, Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                            "pull nginx:1.27: the registry's rate limit is reached"
                                    + " (it says: retry after 21600): toomanyrequests:"
                                    + " You have reached your pull rate limit."
                                    + " (GET https://registry-1.docker.io/v2/library/nginx/manifests/1.27)");
        }

        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void aTokenIsRenewedWhenItsTimeIsOver() throws IOException {
        world.on("GET " + TOKENS + PULL_SCOPE, token("T1"), token("T2"))
                .on(
                        "GET " + NGINX + "manifests/1.27",
                        r -> guarded(r, "T1", Samples.manifest(Samples.MANIFEST)))
                .on(
                        "GET " + NGINX + "manifests/1.28",
                        r -> guarded(r, "T2", Samples.manifest(Samples.MANIFEST)));
        Surroundings surroundings = Surroundings.playedBy(world);

        try (var client = surroundings.open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            surroundings.time.pass(Duration.ofSeconds(299));
            client.fetchManifest(IMAGE.withTag("1.28"), Samples.ACCEPT);
        }

        assertThat(world.requests("GET " + NGINX + "manifests/1.28"))
                .singleElement()
                .satisfies(r -> assertThat(r.header("Authorization")).contains("Bearer T2"));
    }

    @Test
    void aTokenThatIsRefusedBeforeItsTimeIsReplacedOnce() throws IOException {
        world.on("GET " + TOKENS + PULL_SCOPE, token("T1"), token("T2"))
                .on(
                        "GET " + NGINX + "manifests/1.27",
                        r -> guarded(r, "T1", Samples.manifest(Samples.MANIFEST)))
                .on(
                        "GET " + NGINX + "manifests/1.28",
                        r -> guarded(r, "T2", Samples.manifest(Samples.MANIFEST)));

        try (var client = Surroundings.playedBy(world).open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            client.fetchManifest(IMAGE.withTag("1.28"), Samples.ACCEPT);
        }

        assertThat(world.requests("GET " + NGINX + "manifests/1.28")).hasSize(2);
    }

    @Test
    void aRepositoryThatIsNotThereLooksLikeOneThatNeedsALogin() throws IOException {
        world.on("GET " + TOKENS + PULL_SCOPE, token("T1"))
                .on("GET " + NGINX + "manifests/1.27", r -> guarded(r, "NONE", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).open()) {
            assertThatThrownBy(() -> client.fetchManifest(IMAGE, Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(
                            "pull nginx:1.27: access denied: the repository does not exist or needs"
                                    + " a login (lamina login): unauthorized:")
                    .satisfies(e -> assertThat(((RegistryException) e).status()).isEqualTo(401));
        }
    }

    private static String stack(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
