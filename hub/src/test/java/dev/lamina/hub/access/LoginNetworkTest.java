package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.Hub;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.settings.OperationSettings;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// Guesses at a password from one network of IPv6, where each may have an address of its own.
final class LoginNetworkTest {

    private static final int ATTEMPTS = 5;

    @TempDir private Path data;

    @Test
    void theAddressesOfANetworkCountAsOne() throws IOException {
        try (Hub hub =
                Hub.start(
                        TestHub.settings(data)
                                .withPeople(
                                        new PeopleSettings(
                                                SignUpMode.CLOSED, Optional.of("a good password")))
                                .withOperations(OperationSettings.DEFAULT.withProxy(true)))) {
            var http = new RawHttp(hub.address());
            for (int i = 1; i <= ATTEMPTS; i++) {
                assertThat(login(http, "2001:db8::" + i)).isEqualTo(401);
            }

            assertThat(login(http, "2001:db8::99")).isEqualTo(429);
            assertThat(login(http, "2001:db8:0:1::1")).isEqualTo(401);
        }
    }

    private static int login(RawHttp http, String address) throws IOException {
        String basic = Base64.getEncoder().encodeToString("admin:a guess at it".getBytes(UTF_8));
        return http.get(
                        "/token?service=x",
                        "Authorization: Basic " + basic,
                        "X-Forwarded-For: " + address)
                .status();
    }
}
