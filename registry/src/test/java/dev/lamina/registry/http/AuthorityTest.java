package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

/// `host[:port]` (RFC 3986, 3.2).
final class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, -1",
        "EXAMPLE.com:5000, example.com, 5000",
        "[::1]:5000, ::1, 5000",
        "[::1], ::1, -1",
        "127.0.0.1:0, 127.0.0.1, 0",
        "ann:secret@example.com:80, example.com, 80",
        "ann@example.com, example.com, -1"
    })
    void hostAndPortAreTakenApart(String text, String host, int port) {
        assertThat(Authority.of(text)).isEqualTo(new Authority(host, port));
    }

    @Test
    void aUriImpliesThePortOfItsScheme() {
        assertThat(Authority.of(URI.create("https://example.com/"))).hasToString("example.com:443");
        assertThat(Authority.of(URI.create("http://[::1]/"))).hasToString("[::1]:80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:5000",
                "app.localhost",
                "127.0.0.1",
                "127.255.3.4:80",
                "[::1]:5000"
            })
    void thisMachineIsKnownByItsName(String text) {
        assertThat(Authority.of(text).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.example.com",
                "notlocalhost",
                "127.0.0.1.example.com",
                "128.0.0.1",
                "10.0.0.1",
                "[::2]",
                "[::1",
                ""
            })
    void noOtherMachineIs(String text) {
        assertThat(Authority.of(text).isLoopback()).isFalse();
    }
}
