package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.Mutations;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whatever document comes, it is refused as documented, or reads the same when it is written again.
/// The corpus is all golden documents.
final class DocumentFuzzTest {

    @Test
    void anyBytesAreJsonOrRefused() throws IOException {
        documents(".json")
                .check(
                        3_000,
                        ImageFormatException.class,
                        input -> {
                            // A number with a fraction of zero is written without it.
                            Object value = Json.parse(Bytes.of(input), "fuzz");
                            Bytes written = Json.write(value);
                            Bytes pretty = Json.writePretty(value, "  ");
                            assertThat(Json.write(Json.parse(written, "again"))).isEqualTo(written);
                            assertThat(Json.write(Json.parse(pretty, "pretty"))).isEqualTo(written);
                        });
    }

    @Test
    void anyBytesAreAManifestOrRefused() throws IOException {
        documents("-manifest.json")
                .check(
                        3_000,
                        ImageFormatException.class,
                        input -> {
                            Bytes document = Bytes.of(input);
                            Manifest manifest = ManifestJson.parse(document, "fuzz");
                            assertThat(ManifestJson.parse(ManifestJson.write(manifest), "again"))
                                    .isEqualTo(manifest);
                            assertThat(ManifestJson.settledType(document, "", "fuzz"))
                                    .isEqualTo(manifest.mediaType());
                        });
    }

    @Test
    void anyBytesAreAnImageIndexOrRefused() throws IOException {
        documents("manifest-list.json")
                .check(
                        3_000,
                        ImageFormatException.class,
                        input -> {
                            Bytes document = Bytes.of(input);
                            ImageIndex index = ImageIndexJson.parse(document, "fuzz");
                            assertThat(ImageIndexJson.parse(ImageIndexJson.write(index), "again"))
                                    .isEqualTo(index);
                            assertThat(ImageIndexJson.parseUsable(document, "", "fuzz"))
                                    .isEqualTo(index);
                        });
    }

    @Test
    void anyBytesAreAConfigOrRefused() throws IOException {
        documents("-config.json")
                .check(
                        3_000,
                        ImageFormatException.class,
                        input -> {
                            ImageConfig config = ImageConfigJson.parse(Bytes.of(input), "fuzz");
                            assertThat(
                                            ImageConfigJson.parse(
                                                    ImageConfigJson.write(config), "again"))
                                    .isEqualTo(config);
                        });
    }

    @Test
    void anyTextIsATimeOrRefused() {
        Mutations.ofTexts(
                        "2024-02-29T23:59:59Z",
                        "2024-02-29t23:59:59.123456789+05:30",
                        "1969-12-31T23:59:59.999-08:00",
                        "0000-01-01T00:00:00Z",
                        "0000-01-01T00:00:00+23:59",
                        "9999-12-31T23:59:59-23:59",
                        "9999-12-31T23:59:59.9999999999z")
                .check(
                        5_000,
                        IllegalArgumentException.class,
                        input -> {
                            var time = Timestamp.parse(new String(input, UTF_8));
                            assertThat(Timestamp.parse(Timestamp.format(time))).isEqualTo(time);
                        });
    }

    private static Mutations documents(String ending) throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(Golden.DIRECTORY)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(ending)) {
                    corpus.add(Files.readAllBytes(file));
                }
            }
        }
        return Mutations.of(corpus);
    }
}
