package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A test with a peer that answers by bytes, and a transport that asks it.
class TransportTest {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    RawPeer peer;
    Transport transport;

    @BeforeEach
    void start() throws IOException {
        peer = RawPeer.start();
        transport = transport(PATIENCE);
    }

    @AfterEach
    void stop() throws IOException {
        transport.close();
        peer.close();
    }

    static Transport transport(Duration idleTimeout) {
        return new Transport(
                "test/1",
                new ProxySettings(Map.of()),
                new TlsContexts(Map.of(), Path.of("/nonexistent")),
                idleTimeout,
                _ -> true);
    }

    Answer get(String path) throws IOException {
        return transport.send("GET", peer.uri(path), Map.of(), Content.NONE);
    }

    /// Fetches, and reads all.
    String read(String path) throws IOException {
        try (InputStream body = get(path).body()) {
            return new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    void assertRead(String path, String expected) throws IOException {
        assertThat(read(path)).isEqualTo(expected);
    }
}
