package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;

/// Redirects, and who sees credentials on the way (RFC 9110, 15.4).
final class RedirectsTest extends PeerTest {

    private static final Bytes BLOB = Samples.random(11, 5000);
    private static final Descriptor LAYER = Samples.layer(BLOB);
    private static final String LINE = "GET /v2/app/blobs/" + LAYER.digest();

    private Surroundings withPassword() {
        return Surroundings.direct()
                .credential(peer.authority(), new Credential.Password("ann", "secret"));
    }

    private static Reply guarded(Request request, Reply answer) {
        return request.header("Authorization").isPresent()
                ? answer
                : Reply.of(401).with("WWW-Authenticate", "Basic realm=\"registry\"");
    }

    private byte[] read(RegistryClient client, Reference image) throws IOException {
        try (InputStream in = client.openBlob(image, LAYER, 0)) {
            return in.readAllBytes();
        }
    }

    @Test
    void credentialsStayWithinTheHostAndPortThatAskedForThem() throws IOException {
        try (var other = ScriptedPeer.start();
                var client = withPassword().open()) {
            String target = "http://" + other.authority() + "/data?sig=S";
            peer.on(LINE, r -> guarded(r, Reply.of(307).with("Location", target)));
            other.on("GET /data?sig=S", Reply.of(200).body(BLOB));

            assertThat(read(client, image("app"))).isEqualTo(BLOB.toArray());

            assertThat(other.requests())
                    .singleElement()
                    .satisfies(r -> assertThat(r.header("Authorization")).isEmpty());
        }
    }

    @Test
    void credentialsGoAlongWithinTheSameHostAndPort() throws IOException {
        peer.on(LINE, r -> guarded(r, Reply.of(302).with("Location", "/elsewhere")))
                .on("GET /elsewhere", r -> guarded(r, Reply.of(200).body(BLOB)));

        try (var client = withPassword().open()) {
            assertThat(read(client, image("app"))).isEqualTo(BLOB.toArray());
        }
    }

    @Test
    void aRedirectToTheImpliedPortIsTheSameHost() throws IOException {
        try (var world = ScriptedPeer.start();
                var client =
                        Surroundings.playedBy(world)
                                .credential(
                                        "registry.test", new Credential.Password("ann", "secret"))
                                .open()) {
            world.on(
                            "GET https://registry.test/v2/app/blobs/" + LAYER.digest(),
                            r ->
                                    guarded(
                                            r,
                                            Reply.of(302)
                                                    .with(
                                                            "Location",
                                                            "https://registry.test:443/x")))
                    .on("GET https://registry.test/x", r -> guarded(r, Reply.of(200).body(BLOB)));

            assertThat(read(client, Reference.parse("registry.test/app")))
                    .isEqualTo(BLOB.toArray());
        }
    }

    @Test
    void anotherHostThatAsksForCredentialsGetsNone() throws IOException {
        try (var other = ScriptedPeer.start();
                var client = withPassword().open()) {
            String target = "http://" + other.authority() + "/data";
            peer.on(LINE, r -> guarded(r, Reply.of(307).with("Location", target)));
            other.on("GET /data", Reply.of(401).with("WWW-Authenticate", "Basic realm=\"you\""));

            assertThatThrownBy(() -> read(client, image("app")))
                    .isInstanceOf(RegistryException.class);

            assertThat(other.requests())
                    .allSatisfy(r -> assertThat(r.header("Authorization")).isEmpty());
        }
    }

    @Test
    void aResumeAsksTheRegistryForANewAddress() throws IOException {
        try (var other = ScriptedPeer.start();
                var client = Surroundings.direct().open()) {
            peer.on(
                    LINE,
                    Reply.of(307).with("Location", "http://" + other.authority() + "/data?sig=1"),
                    Reply.of(307).with("Location", "http://" + other.authority() + "/data?sig=2"));
            other.on("GET /data?sig=1", Reply.of(200).body(BLOB).closingAfter(3000))
                    .on("GET /data?sig=2", request -> Reply.range(BLOB, request));

            assertThat(read(client, image("app"))).isEqualTo(BLOB.toArray());

            assertThat(other.lines()).containsExactly("GET /data?sig=1", "GET /data?sig=2");
        }
    }

    @Test
    void aCircleIsGivenUp() throws IOException {
        peer.on(LINE, Reply.of(302).with("Location", "/a"))
                .on("GET /a", Reply.of(302).with("Location", "/b"))
                .on("GET /b", Reply.of(302).with("Location", "/a"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> read(client, image("app")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("redirects: expected at most 10, got more");
        }
        assertThat(peer.lines()).hasSize(11);
    }

    @Test
    void aRedirectToNowhereIsRefused() throws IOException {
        peer.on(LINE, Reply.of(307));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> read(client, image("app")))
                    .hasMessageStartingWith("redirect: expected a Location header, got none");
        }
    }

    @Test
    void whatAServerForgotToQuoteIsQuoted() throws IOException {
        peer.on(LINE, Reply.of(307).with("Location", "/data?name=a b|c&filter={x}"))
                .on("GET /data?name=a%20b%7Cc&filter=%7Bx%7D", Reply.of(200).body(BLOB));

        try (var client = Surroundings.direct().open()) {
            assertThat(read(client, image("app"))).isEqualTo(BLOB.toArray());
        }
    }
}
