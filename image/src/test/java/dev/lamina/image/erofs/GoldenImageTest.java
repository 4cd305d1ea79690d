package dev.lamina.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Digest;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.TestLayer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;

/// The image of a tree stays the same, byte for byte.
final class GoldenImageTest {

    @Test
    void allKindsOfNodes() throws IOException {
        String dump = resource("kinds.dump");

        TestImage image = TestImage.of(dump);

        assertThat(Dump.of(image.read(), TestLayer.contents(image.layers()))).isEqualTo(dump);
        assertThat(Digest.of(image.bytes()).hex())
                .isEqualTo(resource("kinds.erofs.sha256").strip());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GoldenImageTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
