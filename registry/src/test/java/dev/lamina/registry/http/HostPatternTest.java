package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;

/// Entries of `NO_PROXY` (golang.org/x/net/http/httpproxy, "Config.NoProxy").
final class HostPatternTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, https://example.com/, true",
        "example.com, https://registry.example.com/, true",
        "example.com, https://REGISTRY.Example.COM/, true",
        "EXAMPLE.com, https://example.com/, true",
        "example.com, https://myexample.com/, false",
        ".example.com, https://registry.example.com/, true",
        ".example.com, https://example.com/, false",
        "*.example.com, https://registry.example.com/, true",
        "*.example.com, https://example.com/, false",
        "*, https://example.com/, true",
        "example.com:443, https://example.com/, true",
        "example.com:5000, https://example.com/, false",
        "example.com:5000, https://example.com:5000/, true",
        "example.com:80, http://example.com/, true",
        "192.168.1.1, https://192.168.1.1/, true",
        "192.168.1.1, https://192.168.1.11/, false",
        "192.168.1.0/24, https://192.168.1.77/, true",
        "192.168.1.0/24, https://192.168.2.77/, false",
        "10.0.0.0/8, https://10.200.3.4:5000/, true",
        "10.0.0.0/8, https://11.0.0.1/, false",
        "10.0.0.0/8, https://10.example.com/, false",
        "0.0.0.0/0, https://1.2.3.4/, true",
        "192.168.1.0/25, https://192.168.1.127/, true",
        "192.168.1.0/25, https://192.168.1.128/, false",
        "10.0.0.0/33, https://10.0.0.0/, false",
        "fd00::/8, https://[fd12::1]/, true",
        "fd00::/8, https://[fe80::1]/, false",
        "fd00::/8, https://10.0.0.1/, false",
        "fd12::1, https://[fd12::1]/, true",
        "[fd12::1]:5000, https://[fd12::1]:5000/, true",
        "[fd12::1]:5000, https://[fd12::1]/, false",
        "'', https://example.com/, false",
        ":443, https://example.com/, false",
        "example.com/path, https://example.com/, false"
    })
    void anEntryMatchesAsItDoesForGoPrograms(String entry, URI target, boolean expected) {
        assertThat(HostPattern.of(entry).matches(Authority.of(target))).isEqualTo(expected);
    }
}
