package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Golden documents; see the README beside them.
final class Golden {

    static final Path DIRECTORY = Path.of("src/test/resources/dev/lamina/image/json");

    private Golden() {}

    static Bytes read(String name) throws IOException {
        return Bytes.of(Files.readAllBytes(DIRECTORY.resolve(name)));
    }

    static void check(String name, Bytes actual) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if ("write".equals(System.getProperty("golden"))) {
            Files.write(file, actual.toArray());
        }
        assertThat(actual.utf8()).as(name).isEqualTo(Files.readString(file));
    }
}
