package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Who one is: Basic (RFC 7617), tokens and identity tokens (distribution's "Token Authentication
/// Specification" and "Docker Registry v2 authentication using OAuth2").
final class AuthenticationTest {

    private static final String V2 = "https://registry.test/v2/";
    private static final String TAG = "GET " + V2 + "app/manifests/1";
    private static final Reference IMAGE = Reference.parse("registry.test/app:1");
    private static final Credential ANN = new Credential.Password("ann", "se:cret");

    private ScriptedPeer world;

    @BeforeEach
    void start() throws IOException {
        world = ScriptedPeer.start();
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private static Function<Request, Reply> asking(String challenge, String header, Reply answer) {
        return request ->
                request.header("Authorization").filter(header::equals).isPresent()
                        ? answer
                        : Reply.error(401, "UNAUTHORIZED", "authentication required")
                                .with("WWW-Authenticate", challenge);
    }

    private static Reply token(String token) {
        return Reply.of(200).body("{\"access_token\":\"" + token + "\",\"expires_in\":300}");
    }

    private static String bearer(String parameters) {
        return "Bearer realm=\"https://auth.test/token\"" + parameters;
    }

    @Test
    void aPasswordIsShownWhereTheRegistryAsksForItAndFromThenOnUnasked() throws IOException {
        String header = "Basic YW5uOnNlOmNyZXQ=";
        world.on(TAG, asking("Basic realm=\"x\"", header, Samples.manifest(Samples.MANIFEST)));

        try (var client = Surroundings.playedBy(world).credential("registry.test", ANN).open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }

        assertThat(world.requests(TAG))
                .extracting(r -> r.header("Authorization").orElse(""))
                .containsExactly("", header, header);
    }

    @Test
    void aPasswordThatIsRefusedIsNotShownAgain() throws IOException {
        world.on(TAG, asking("Basic realm=\"x\"", "none", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).credential("registry.test", ANN).open()) {
            assertThatThrownBy(() -> client.fetchManifest(IMAGE, Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageNotContaining("se:cret")
                    .hasMessageNotContaining("YW5u");
        }
        assertThat(world.requests(TAG)).hasSize(2);
    }

    @Test
    void anIdentityTokenIsSentToTheTokenServiceInAForm() throws IOException {
        world.on("POST https://auth.test/token", token("T1"))
                .on(
                        TAG,
                        asking(
                                bearer(",service=\"s\""),
                                "Bearer T1",
                                Samples.manifest(Samples.MANIFEST)));

        try (var client =
                Surroundings.playedBy(world)
                        .credential("registry.test", new Credential.IdentityToken("ID+/="))
                        .open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }

        Request request = world.requests("POST https://auth.test/token").getFirst();
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(List.of(request.text().split("&")))
                .extracting(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder(
                        "service=s",
                        "grant_type=refresh_token",
                        "client_id=lamina",
                        "scope=repository:app:pull",
                        "refresh_token=ID+/=");
    }

    @Test
    void aRegistryTokenGoesToTheRegistryAsItIs() throws IOException {
        world.on(TAG, asking(bearer(""), "Bearer RAW", Samples.manifest(Samples.MANIFEST)));

        try (var client =
                Surroundings.playedBy(world)
                        .credential("registry.test", new Credential.RegistryToken("RAW"))
                        .open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }

        assertThat(world.lines()).noneMatch(line -> line.contains("auth.test"));
    }

    @Test
    void theScopeSaysWhatTheRequestNeedsAndNotWhatTheChallengeSays() throws IOException {
        String tokens = "GET https://auth.test/token?scope=";
        Bytes blob = Samples.random(1, 10);
        Descriptor layer = Samples.layer(blob);
        String push = "repository%3Aapp%3Apull%2Cpush";
        world.on(tokens + push, token("PUSH"))
                .on(tokens + push + "&scope=repository%3Abase%3Apull", token("MOUNT"))
                .on(tokens + push + "%2Cdelete", token("DELETE"));
        String challenge = bearer(",scope=\"repository:app:pull\"");
        String uploads = V2 + "app/blobs/uploads/";
        world.on(
                        "POST " + uploads + "?mount=" + layer.digest() + "&from=base",
                        asking(challenge, "Bearer MOUNT", Reply.of(403)))
                .on(
                        "HEAD " + V2 + "app/blobs/" + layer.digest(),
                        asking(challenge, "Bearer PUSH", Reply.of(404)))
                .on(
                        "POST " + uploads,
                        asking(
                                challenge,
                                "Bearer PUSH",
                                Reply.of(202).with("Location", uploads + "1")))
                .on(
                        "PUT " + uploads + "1?digest=" + layer.digest(),
                        asking(challenge, "Bearer PUSH", Reply.of(201)))
                .on(
                        "DELETE " + V2 + "app/manifests/1",
                        asking(challenge, "Bearer DELETE", Reply.of(202)));

        try (var client = Surroundings.playedBy(world).open()) {
            client.mountBlob(IMAGE, layer.digest(), Reference.parse("registry.test/base"));
            client.blobExists(IMAGE, layer.digest());
            client.pushBlob(
                    IMAGE,
                    layer,
                    _ -> new ByteArrayInputStream(blob.toArray()),
                    ProgressCallback.NONE);
            client.deleteManifest(IMAGE);
        }

        assertThat(world.lines().stream().filter(line -> line.startsWith("GET https://auth")))
                .containsExactlyInAnyOrder(
                        tokens + push,
                        tokens + push + "&scope=repository%3Abase%3Apull",
                        tokens + push + "%2Cdelete");
    }

    @Test
    void layersAtOnceShareOneToken() throws Exception {
        String tokens = "GET https://auth.test/token?scope=repository%3Aapp%3Apull";
        world.on(tokens, token("T1"));
        List<Descriptor> layers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Bytes blob = Samples.random(i, 10_000);
            layers.add(Samples.layer(blob));
            world.on(
                    "GET " + V2 + "app/blobs/" + Samples.layer(blob).digest(),
                    asking(bearer(""), "Bearer T1", Reply.of(200).body(blob)));
        }

        try (var client = Surroundings.playedBy(world).open();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Digest>> pulls = new ArrayList<>();
            for (Descriptor layer : layers) {
                pulls.add(
                        executor.submit(
                                () -> {
                                    try (InputStream in = client.openBlob(IMAGE, layer, 0)) {
                                        return Digest.of(Bytes.of(in.readAllBytes()));
                                    }
                                }));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(pulls.get(i).get()).isEqualTo(layers.get(i).digest());
            }
        }

        assertThat(world.requests(tokens)).hasSize(1);
    }

    @Test
    void aTokenServiceIsNotSpokenToInPlainHttp() throws IOException {
        world.on(TAG, asking("Bearer realm=\"http://auth.test/token?x=S\"", "", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).credential("registry.test", ANN).open()) {
            assertThatThrownBy(() -> client.fetchManifest(IMAGE, Samples.ACCEPT))
                    .hasMessageStartingWith(
                            "registry.test, token service: expected an https address, got"
                                    + " 'http://auth.test/token': passwords would travel in the open");
        }
        assertThat(world.lines()).noneMatch(line -> line.contains("auth.test"));
    }

    @Test
    void aTokenServiceThatRefusesAPasswordSaysSo() throws IOException {
        world.on(
                        "GET https://auth.test/token?scope=repository%3Aapp%3Apull&account=ann",
                        Reply.of(401).body("{\"details\":\"incorrect username or password\"}"))
                .on(TAG, asking(bearer(""), "", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).credential("registry.test", ANN).open()) {
            assertThatThrownBy(() -> client.fetchManifest(IMAGE, Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                            "log in to registry.test: access denied: the user name or the password"
                                    + " is not right: incorrect username or password"
                                    + " (GET https://auth.test/token)");
        }
    }

    @Test
    void aTokenServiceThatIsBusyIsAskedAgain() throws IOException {
        world.on(
                        "GET https://auth.test/token?scope=repository%3Aapp%3Apull",
                        Reply.of(503), Reply.hangUp(), token("T1"))
                .on(TAG, asking(bearer(""), "Bearer T1", Samples.manifest(Samples.MANIFEST)));

        try (var client = Surroundings.playedBy(world).open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }
    }

    @Test
    void aBadTokenIsNotPutIntoAHeader() throws IOException {
        world.on(
                        "GET https://auth.test/token?scope=repository%3Aapp%3Apull",
                        Reply.of(200).body("{\"token\":\"a\\r\\nX-Evil: 1\"}"))
                .on(TAG, asking(bearer(""), "", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).open()) {
            assertThatThrownBy(() -> client.fetchManifest(IMAGE, Samples.ACCEPT))
                    .hasMessage(
                            "token service auth.test: token: expected printable ASCII, got"
                                    + " something else");
        }
    }

    @Test
    void bearerIsPreferredAndUnknownSchemesAreLeftOut() throws IOException {
        world.on(
                        "GET https://auth.test/token?scope=repository%3Aapp%3Apull&account=ann",
                        token("T"))
                .on(
                        TAG,
                        asking(
                                "Negotiate, Basic realm=\"x\", " + bearer(""),
                                "Bearer T",
                                Samples.manifest(Samples.MANIFEST)));

        try (var client = Surroundings.playedBy(world).credential("registry.test", ANN).open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }
    }

    @Test
    void loginKeepsThePasswordWhereTheRegistryHasNothingBetter() throws IOException {
        world.on("GET " + V2, asking("Basic realm=\"x\"", "Basic YW5uOnNlOmNyZXQ=", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).open()) {
            assertThat(client.login("registry.test", "ann", "se:cret"))
                    .isEqualTo(new LoginResult(ANN));
        }
    }

    @Test
    void loginKeepsTheIdentityTokenThatComesInPlaceOfAPassword() throws IOException {
        world.on(
                        "GET https://auth.test/token?service=s&offline_token=true"
                                + "&client_id=lamina&account=ann",
                        Reply.of(200).body("{\"token\":\"T\",\"refresh_token\":\"ID\"}"))
                .on("GET " + V2, asking(bearer(",service=\"s\""), "Bearer T", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).open()) {
            assertThat(client.login("registry.test", "ann", "se:cret"))
                    .isEqualTo(new LoginResult(new Credential.IdentityToken("ID")));
        }
    }

    @Test
    void aNameThatWouldEndElsewhereOnTheWireIsRefused() {
        try (var client = Surroundings.playedBy(world).open()) {
            assertThatThrownBy(() -> client.login("registry.test", "ann:x", "y"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("user name: expected no colon, got 'ann:x'");
        }
        assertThat(world.lines()).isEmpty();
    }

    @Test
    void aLoginThatIsRefusedSaysSoWithoutThePassword() throws IOException {
        world.on("GET " + V2, asking("Basic realm=\"x\"", "none", Reply.of(200)));

        try (var client = Surroundings.playedBy(world).open()) {
            assertThatThrownBy(() -> client.login("registry.test", "ann", "se:cret"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(
                            "log in to registry.test: access denied: the user name or the password"
                                    + " is not right")
                    .hasMessageNotContaining("cret");
        }
    }
}
