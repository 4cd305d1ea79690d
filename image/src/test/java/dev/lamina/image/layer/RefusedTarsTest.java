package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/// Tars that no layer can be, each a golden file `refuse-WHY.tar` with what must be said of it.
final class RefusedTarsTest {

    static Stream<String> names() {
        return RefusedTars.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsRefusedWithItsMessage(String name) throws Exception {
        byte[] tar = resource(name + ".tar");
        String expected = new String(resource(name + ".txt"), StandardCharsets.UTF_8);

        assertThat(Indexing.refusal(tar) + "\n").isEqualTo(expected);
    }

    @Test
    void theFilesAreWhatTheProgramMakes() throws Exception {
        for (Map.Entry<String, byte[]> tar : RefusedTars.all().entrySet()) {
            assertThat(resource(tar.getKey() + ".tar")).as(tar.getKey()).isEqualTo(tar.getValue());
        }
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = RefusedTarsTest.class.getResourceAsStream("tars/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
