package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which registries are spoken to in plain HTTP, or without proof of who they are (Docker's manual,
/// "Test an insecure registry").
final class InsecureRegistriesTest {

    private static final String INSECURE = "{ \"insecureRegistries\": [\"wrong.test:5000\"] }";
    private static final Reference IMAGE = Reference.parse("wrong.test:5000/app:1");

    private static void fetch(Surroundings surroundings, Reference image) throws IOException {
        try (var client = surroundings.open()) {
            client.fetchManifest(image, Samples.ACCEPT);
            client.fetchManifest(image, Samples.ACCEPT);
        }
    }

    @Test
    void thisMachineIsSpokenToInPlainHttp() throws IOException {
        try (var peer = ScriptedPeer.start()) {
            peer.on("GET /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));

            fetch(Surroundings.direct(), Reference.parse(peer.authority() + "/app:1"));
            fetch(
                    Surroundings.direct(),
                    Reference.parse(peer.authority().replace("127.0.0.1", "localhost") + "/app:1"));

            assertThat(peer.lines()).hasSize(4);
        }
    }

    @Test
    void aRegistryOnThisMachineThatSpeaksOnlyTlsIsFoundOut() throws IOException {
        try (var peer = ScriptedPeer.startTls(Certificates.server())) {
            peer.on("GET /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));
            Surroundings surroundings = Surroundings.direct();

            fetch(surroundings, Reference.parse(peer.authority() + "/app:1"));

            assertThat(peer.lines()).hasSize(2);
            assertThat(surroundings.time.waits()).isEmpty();
        }
    }

    @Test
    void aTlsServerThatAnswersPlainHttpByStatus400IsFoundOut() throws IOException {
        try (var world = ScriptedPeer.start()) {
            // As Go's and nginx's servers do; here the other scheme fails too.
            world.on("GET /v2/app/manifests/1", Reply.of(400).body("Client sent HTTP to HTTPS"));

            assertThatThrownBy(
                            () ->
                                    fetch(
                                            Surroundings.direct(),
                                            Reference.parse(world.authority() + "/app:1")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("status 400");
        }
    }

    @Test
    void anotherRegistryIsNot() throws IOException {
        try (var world = ScriptedPeer.start()) {
            world.on("GET https://wrong.test:5000/v2/app/manifests/1", Reply.of(200));
            Surroundings surroundings = Surroundings.playedBy(world);

            assertThatThrownBy(() -> fetch(surroundings, IMAGE))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(
                            "wrong.test:5000: certificate: not trusted: (certificate_unknown)"
                                    + " No subject alternative DNS name matching wrong.test found.");
            assertThat(world.lines()).containsExactly("CONNECT wrong.test:5000");
            assertThat(surroundings.time.waits()).isEmpty();
        }
    }

    @Test
    void aNamedOneNeedNotProveWhoItIs() throws IOException {
        try (var world = ScriptedPeer.start()) {
            String line = "GET https://wrong.test:5000/v2/app/manifests/1";
            world.on(line, Samples.manifest(Samples.MANIFEST));

            fetch(Surroundings.playedBy(world).config(INSECURE), IMAGE);

            assertThat(world.requests(line)).hasSize(2);
        }
    }

    @Test
    void aNamedOneMaySpeakPlainHttpWhichIsRemembered() throws IOException {
        try (var world = ScriptedPeer.start().withoutTls()) {
            String line = "GET http://wrong.test:5000/v2/app/manifests/1";
            world.on(line, Samples.manifest(Samples.MANIFEST));
            Surroundings surroundings = Surroundings.playedBy(world).config(INSECURE);

            fetch(surroundings, IMAGE);

            assertThat(world.requests(line)).hasSize(2);
            assertThat(world.requests("CONNECT wrong.test:5000")).hasSize(1);
            assertThat(surroundings.time.waits()).isEmpty();
        }
    }

    @Test
    void certificatesForAPortOfThisMachineAreUsed(@TempDir Path home) throws IOException {
        try (var peer = ScriptedPeer.startTls(Certificates.server())) {
            peer.on("GET /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));
            Path directory = home.resolve(".docker/certs.d").resolve(peer.authority());
            Files.createDirectories(directory);
            Files.copy(Certificates.authority(), directory.resolve("ca.crt"));

            fetch(Surroundings.direct().home(home), Reference.parse(peer.authority() + "/app:1"));

            assertThat(peer.lines()).hasSize(2);
        }
    }
}
