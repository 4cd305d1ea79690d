package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.OperationSettings;
import dev.lamina.hub.settings.StorageSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// Where a hub is told to listen, and what settings refuse.
final class HubSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:0, 127.0.0.1, 0",
        "127.0.0.1, 127.0.0.1, 5000",
        ":80, 0.0.0.0, 80",
        "[::1]:81, 0:0:0:0:0:0:0:1, 81",
        "[::1], 0:0:0:0:0:0:0:1, 5000"
    })
    void anAddressHasAHostAndAPort(String text, String host, int port) {
        var address = HubSettings.parseListen(text);

        assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({"''", "127.0.0.1:99999", "127.0.0.1:-1", "127.0.0.1:x"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> HubSettings.parseListen(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("listen address: expected HOST:PORT, got '" + text + "'");
    }

    @Test
    void aPortThatIsTakenIsNamed(@TempDir Path scratch) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var listen = (InetSocketAddress) taken.getLocalSocketAddress();

            assertThatThrownBy(() -> Hub.start(HubSettings.of(listen, scratch)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1:" + listen.getPort() + ": address already in use");
        }
    }

    @Test
    void aHostThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> HubSettings.parseListen("nowhere.invalid:80"))
                .hasMessage("listen address: no such host: 'nowhere.invalid'");
    }

    @ParameterizedTest
    @ValueSource(strings = {":5000", "192.0.2.1:5000", "[2001:db8::1]:5000"})
    void everybodyMayPushOnlyWhereNobodyElseReachesTheHub(String listen) {
        HubSettings settings = HubSettings.of(HubSettings.parseListen(listen), Path.of("data"));

        assertThatThrownBy(() -> settings.withAnonymousPush(true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("anonymous push: expected to listen on loopback")
                .hasMessageEndingWith("where others reach the hub, they need accounts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5000", "[::1]:5000"})
    void everybodyMayPushOnLoopback(String listen) {
        HubSettings settings =
                HubSettings.of(HubSettings.parseListen(listen), Path.of("data"))
                        .withAnonymousPush(true);

        assertThat(settings.anonymousPush()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example.com",
                "http://127.0.0.1:5000",
                "https://[2001:db8::1]:5000"
            })
    void aPublicAddressHasASchemeAHostAndMaybeAPort(String address) {
        assertThat(settings().withPublicAddress(address).publicAddress()).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub.example.com",
                "ftp://hub.example.com",
                "https://hub.example.com/",
                "https://hub.example.com/hub",
                "https://hub\",realm=\"x"
            })
    void whatIsNoPublicAddressIsRefused(String address) {
        assertThatThrownBy(() -> settings().withPublicAddress(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "public address: expected http:// or https://, a host and maybe a port,"
                                + " got '"
                                + address
                                + "'");
    }

    @Test
    void blobRedirectsNeedAnObjectStore() {
        assertThatThrownBy(StorageSettings.EMBEDDED::withBlobLinks)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "blob redirects: expected blobs in an object store, got the data"
                                + " directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {":5000", "192.0.2.1:5000", "[2001:db8::1]:5000"})
    void plainHttpIsSpokenWithOtherMachinesOnlyIfThatIsAskedFor(String listen) {
        HubSettings settings = HubSettings.of(HubSettings.parseListen(listen), Path.of("data"));

        assertThatThrownBy(() -> Hub.start(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("listen address: expected a certificate")
                .hasMessageContaining("got plain HTTP on ")
                .hasMessageEndingWith("--plain-http asks for that");
        settings.withOperations(OperationSettings.DEFAULT.withPlainHttp(true)).checkTransport();
        settings.withOperations(
                        OperationSettings.DEFAULT.withTls(Path.of("a.pem"), Path.of("a.key")))
                .checkTransport();
        settings().checkTransport();
    }

    private static HubSettings settings() {
        return HubSettings.of(HubSettings.parseListen("127.0.0.1:0"), Path.of("data"));
    }
}
