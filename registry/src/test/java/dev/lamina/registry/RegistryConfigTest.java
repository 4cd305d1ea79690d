package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The configuration file (docs/howto/registries.md).
final class RegistryConfigTest {

    @TempDir private Path home;

    private static RegistryConfig parse(String json) throws IOException {
        return RegistryConfig.parse(Bytes.of(json.getBytes(UTF_8)), "config.json");
    }

    private Path write(String file, String defaultRegistry) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "{\"defaultRegistry\":\"" + defaultRegistry + "\"}");
    }

    private String load(Map<String, String> environment) throws IOException {
        return RegistryConfig.load(environment, home).defaultRegistry();
    }

    @Test
    void allThatCanBeSaidIsRead() throws IOException {
        assertThat(
                        parse(
                                """
                                {
                                  "defaultRegistry": "registry.example",
                                  "insecureRegistries": ["build.example:5000", "[fd00::1]:5000"],
                                  "registries": {
                                    "docker.io": {
                                      "mirrors": ["https://mirror.example/hub",
                                                  "http://127.0.0.1:5000", "cache.example:443/a/b"]
                                    },
                                    "registry.example": {}
                                  }
                                }
                                """))
                .isEqualTo(
                        new RegistryConfig(
                                "registry.example",
                                Set.of("build.example:5000", "[fd00::1]:5000"),
                                Map.of(
                                        "docker.io",
                                        List.of(
                                                URI.create("https://mirror.example/hub"),
                                                URI.create("http://127.0.0.1:5000"),
                                                URI.create("https://cache.example:443/a/b")),
                                        "registry.example",
                                        List.of())));
    }

    @Test
    void nothingSaidMeansDockerHub() throws IOException {
        assertThat(parse("{}")).isEqualTo(RegistryConfig.DEFAULT);
        assertThat(RegistryConfig.load(Map.of("LAMINA_CONFIG", ""), home).mirrors()).isEmpty();
    }

    @Test
    void theFileIsTheFirstOfThoseThatAreThere() throws IOException {
        Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        write(".config/lamina/config.json", "own.example");
        assertThat(load(Map.of())).isEqualTo("own.example");
        assertThat(load(xdg)).isEqualTo("own.example");

        write("xdg/lamina/config.json", "xdg.example");
        assertThat(load(xdg)).isEqualTo("xdg.example");

        Path named = write("named.json", "named.example");
        assertThat(load(Map.of("LAMINA_CONFIG", named.toString()))).isEqualTo("named.example");
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        assertThatThrownBy(() -> load(Map.of("LAMINA_CONFIG", "/nonexistent/config.json")))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "/nonexistent/config.json: environment, LAMINA_CONFIG: expected a file,"
                                + " got none");
    }

    @Test
    void whatIsNoRegistryIsRefused() {
        assertThatThrownBy(() -> parse("{\"defaultRegistry\":\"https://a.example\"}"))
                .hasMessage(
                        "config.json: defaultRegistry: expected host[:port], got"
                                + " 'https://a.example'");
        assertThatThrownBy(() -> parse("{\"insecureRegistries\":[\"a.example/app\"]}"))
                .hasMessage(
                        "config.json: insecureRegistries: expected host[:port], got"
                                + " 'a.example/app'");
        assertThatThrownBy(() -> parse("{\"registries\":{\"a b\":{}}}"))
                .hasMessage("config.json: registries: expected host[:port], got 'a b'");
        assertThatThrownBy(() -> parse("{\"insecureRegistries\":true}"))
                .isInstanceOf(ImageFormatException.class);
    }

    @Test
    void whatIsNoMirrorIsRefusedWithoutItsPassword() {
        for (String mirror :
                List.of(
                        "ftp://a.example",
                        "https://ann:secret@a.example",
                        "https://a.example/?token=secret",
                        "https://a.example/#secret",
                        "https://a.example/Secret",
                        "https://a.example/a%2fsecret",
                        "https://[secret",
                        "")) {
            assertThatThrownBy(
                            () ->
                                    parse(
                                            "{\"registries\":{\"docker.io\":{\"mirrors\":[\""
                                                    + mirror
                                                    + "\"]}}}"))
                    .as(mirror)
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessage(
                            "config.json: registries.docker.io.mirrors: expected"
                                    + " http[s]://host[:port][/prefix], without a user, got something"
                                    + " else");
        }
    }
}
