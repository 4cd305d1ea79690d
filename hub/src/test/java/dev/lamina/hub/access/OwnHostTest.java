package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/// What pages of other sites can do, in a browser on the machine of a hub that asks nobody for a login.
final class OwnHostTest {

    private static final Bytes BLOB = Bytes.utf8("hello");

    @TempDir private Path data;

    private static RawHttp.Answer send(TestHub hub, String method, String path, String... headers)
            throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nConnection: close\r\n";
        String rest = String.join("\r\n", headers) + "\r\nContent-Length: 5\r\n\r\nhello";
        try (var socket = new Socket(hub.address().getAddress(), hub.address().getPort())) {
            socket.getOutputStream().write(Bytes.utf8(head + rest).toArray());
            return RawHttp.Answer.read(socket.getInputStream(), method);
        }
    }

    private static String upload() {
        return "/v2/me/app/blobs/uploads/?digest=" + Digest.of(BLOB);
    }

    @Test
    void aNameThatAnotherSiteHasGivenToThisMachineIsNotAnswered() throws IOException {
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            int port = hub.address().getPort();
            for (String host :
                    List.of(
                            "evil.example",
                            "evil.example:" + port,
                            "127.0.0.1.evil.example",
                            "localhost.evil.example:" + port,
                            "192.0.2.1",
                            "notlocalhost")) {
                for (String path : List.of("/v2/", "/", "/token", "/v2/search/repositories")) {
                    assertThat(send(hub, "GET", path, "Host: " + host).status())
                            .as(host + " " + path)
                            .isEqualTo(421);
                }
                assertThat(send(hub, "POST", upload(), "Host: " + host).status()).isEqualTo(421);
            }
            assertThat(send(hub, "GET", "/v2/", "Host: evil.example").text())
                    .contains("\"errors\"");
        }
    }

    @Test
    void theNamesOfThisMachineForItselfAreAnswered() throws IOException {
        HubSettings settings = TestHub.settings(data).withPublicAddress("http://hub.test:5000");
        try (TestHub hub = TestHub.start(settings)) {
            for (String host :
                    List.of(
                            "localhost",
                            "LOCALHOST:5000",
                            "hub.localhost:5000",
                            "127.0.0.1:5000",
                            "127.1.2.3",
                            "[::1]:5000",
                            "hub.test:5000")) {
                assertThat(send(hub, "POST", upload(), "Host: " + host).status())
                        .as(host)
                        .isEqualTo(201);
            }
        }
    }

    @Test
    void aRequestThatAPageOfAnotherSiteSendsIsNotTaken() throws IOException {
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            for (String header :
                    List.of(
                            "Origin: http://evil.example",
                            "Origin: http://localhost:3000",
                            "Origin: null",
                            "Sec-Fetch-Site: cross-site",
                            "Sec-Fetch-Site: same-site")) {
                assertThat(send(hub, "POST", upload(), "Host: localhost:5000", header).status())
                        .as(header)
                        .isEqualTo(421);
            }
            String own = "Origin: http://localhost:5000";
            assertThat(send(hub, "POST", upload(), "Host: localhost:5000", own).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void aHubWithLoginsIsReachedByAnyName() throws IOException {
        try (TestHub hub = TestHub.start(TestHub.settings(data).withAnonymousPush(false))) {
            assertThat(send(hub, "GET", "/", "Host: hub.example.com").status()).isEqualTo(200);
        }
    }
}
