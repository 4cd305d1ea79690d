package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/// Proxies that the environment names.
final class ProxiesTest {

    private static final Reference IMAGE = Reference.parse("registry.test/app:1");
    private static final String TAG = "GET https://registry.test/v2/app/manifests/1";

    private ScriptedPeer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = ScriptedPeer.start();
        proxy.on(TAG, Samples.manifest(Samples.MANIFEST));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private static Surroundings surroundings() {
        return Surroundings.direct().variable("SSL_CERT_FILE", Certificates.authority().toString());
    }

    private static void fetch(Surroundings surroundings, Reference image) throws IOException {
        try (var client = surroundings.open()) {
            client.fetchManifest(image, Samples.ACCEPT);
        }
    }

    @Test
    void httpsGoesThroughATunnel() throws IOException {
        fetch(surroundings().variable("HTTPS_PROXY", "http://" + proxy.authority()), IMAGE);

        assertThat(proxy.lines()).containsExactly("CONNECT registry.test:443", TAG);
    }

    @Test
    void theNamesOfTheVariablesMayBeInLowerCaseAndTheSchemeMayBeMissing() throws IOException {
        fetch(surroundings().variable("https_proxy", proxy.authority()), IMAGE);

        assertThat(proxy.requests(TAG)).hasSize(1);
    }

    @Test
    void plainHttpIsAskedOfTheProxyOfPlainHttp() throws IOException {
        String line = "GET http://registry.test/v2/app/manifests/1";
        proxy.on(line, Samples.manifest(Samples.MANIFEST));
        Surroundings surroundings =
                surroundings()
                        .variable("HTTP_PROXY", "http://" + proxy.authority())
                        .config(
                                """
                                { "registries": { "elsewhere.test": {
                                    "mirrors": ["http://registry.test"] } } }
                                """);

        fetch(surroundings, Reference.parse("elsewhere.test/app:1"));

        assertThat(proxy.lines()).containsExactly(line);
    }

    @Test
    void aProxyIsToldThePasswordInItsAddressAndTheRegistryIsNot() throws IOException {
        fetch(
                surroundings().variable("HTTPS_PROXY", "http://ann:s%40cret+@" + proxy.authority()),
                IMAGE);

        assertThat(proxy.requests("CONNECT registry.test:443"))
                .singleElement()
                .satisfies(
                        r ->
                                assertThat(r.header("Proxy-Authorization"))
                                        .contains("Basic YW5uOnNAY3JldCs="));
        assertThat(proxy.requests(TAG))
                .singleElement()
                .satisfies(r -> assertThat(r.header("Proxy-Authorization")).isEmpty());
    }

    @Test
    void thisMachineIsReachedDirectly() throws IOException {
        try (var peer = ScriptedPeer.start()) {
            peer.on("GET /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));

            fetch(
                    surroundings()
                            .variable("HTTP_PROXY", "http://" + proxy.authority())
                            .variable("HTTPS_PROXY", "http://" + proxy.authority()),
                    Reference.parse(peer.authority() + "/app:1"));
        }
        assertThat(proxy.lines()).isEmpty();
    }

    @Test
    void whatNoProxyNamesIsReachedDirectly() {
        Surroundings surroundings =
                surroundings()
                        .variable("HTTPS_PROXY", "http://" + proxy.authority())
                        .variable("NO_PROXY", "example.com, .invalid,10.0.0.0/8");

        assertThatThrownBy(() -> fetch(surroundings, Reference.parse("registry.invalid/app:1")))
                .hasMessageStartingWith("registry.invalid: no such host");
        assertThat(proxy.lines()).isEmpty();
    }

    @Test
    void aProxyThatCannotBeUsedIsSaidWithoutItsPassword() {
        for (String bad :
                List.of(
                        "socks5://ann:secret@proxy.test:1080",
                        "https://ann:secret@proxy.test",
                        "http://ann:secret@[",
                        "http://ann:sec ret@proxy.test")) {
            assertThatThrownBy(() -> fetch(surroundings().variable("HTTPS_PROXY", bad), IMAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "environment, HTTPS_PROXY: expected"
                                    + " http://[user:password@]host[:port], got another form")
                    .satisfies(e -> assertThat(e.getCause()).isNull());
        }
    }

    @Test
    void aProxyThatRefusesIsSaid() throws IOException {
        try (var strict = ScriptedPeer.start().refusingTunnels(Reply.of(407))) {
            assertThatThrownBy(
                            () ->
                                    fetch(
                                            surroundings()
                                                    .variable(
                                                            "HTTPS_PROXY",
                                                            "http://a:b@" + strict.authority()),
                                            IMAGE))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("407");
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamedAndNotTheRegistry() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        for (String address : List.of("127.0.0.1:" + port, "proxy.invalid:3128")) {
            String variable = "http://ann:secret@" + address;

            assertThatThrownBy(() -> fetch(surroundings().variable("HTTPS_PROXY", variable), IMAGE))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("proxy " + address + ": ")
                    .hasMessageNotContaining("secret")
                    .satisfies(
                            e ->
                                    assertThat(((RegistryException) e).advice())
                                            .contains("HTTPS_PROXY"));
        }
    }
}
