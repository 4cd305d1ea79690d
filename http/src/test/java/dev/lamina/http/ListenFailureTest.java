package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What is said of an address that cannot be had, whatever the server's library says.
final class ListenFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Address already in use          | address already in use",
                "Cannot assign requested address | expected an address of this machine, got another",
                "Permission denied               | permission denied: ports below 1024 are for root"
                        + " and CAP_NET_BIND_SERVICE",
                "Something new                   | cannot listen there: Something new",
            })
    void theReasonIsOurs(String system, String reason) {
        var library = new IOException("Failed to bind to /127.0.0.1:80", new BindException(system));

        assertThat(ListenFailure.of(new InetSocketAddress("127.0.0.1", 80), library))
                .isInstanceOf(BindException.class)
                .hasMessage("127.0.0.1:80: " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:5000",
        "::1, [0:0:0:0:0:0:0:1]:5000",
        "0.0.0.0, :5000",
        "::, :5000"
    })
    void theAddressIsAsItIsTyped(String host, String text) throws IOException {
        var listen = new InetSocketAddress(InetAddress.getByName(host), 5000);

        assertThat(ListenFailure.of(listen, new BindException("Address already in use")))
                .hasMessage(text + ": address already in use");
    }
}
