package dev.lamina.registry;

import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;

/// A test with one peer that speaks plain HTTP on a loopback port, and is a registry.
class PeerTest {

    ScriptedPeer peer;

    @BeforeEach
    void start() throws IOException {
        peer = ScriptedPeer.start();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    /// Names something in the repository `app` of the peer: `app:tag`.
    Reference image(String name) {
        return Reference.parse(peer.authority() + "/" + name);
    }
}
