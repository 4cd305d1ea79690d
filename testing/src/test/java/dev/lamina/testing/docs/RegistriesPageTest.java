package dev.lamina.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.CredentialStore;
import dev.lamina.registry.auth.DockerCredentials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The examples of docs/howto/registries.md are read by the program.
final class RegistriesPageTest {

    private static final Path PAGE = Documents.root().resolve("docs/howto/registries.md");

    /// A document between lines that consist of a brace.
    private static final Pattern DOCUMENT = Pattern.compile("(?ms)^\\{\n.*?^\\}$");

    @TempDir private Path home;

    private static List<String> documents() throws IOException {
        Matcher matcher =
                DOCUMENT.matcher(Documents.code(PAGE).stream().collect(Collectors.joining("\n")));
        return matcher.results().map(result -> result.group()).toList();
    }

    @Test
    void theConfigurationFileMeansWhatThePageSays() throws IOException {
        Path file = Files.writeString(home.resolve("config.json"), documents().getFirst());

        assertThat(RegistryConfig.load(Map.of("LAMINA_CONFIG", file.toString()), home))
                .isEqualTo(
                        new RegistryConfig(
                                "registry.example",
                                Set.of("build.example:5000", "10.0.0.7:5000"),
                                Map.of(
                                        "docker.io",
                                        List.of(
                                                URI.create("https://mirror.example/docker-hub"),
                                                URI.create("http://127.0.0.1:5000")))));
    }

    @Test
    void theHelpersOfTheExampleAreAsked() throws IOException {
        Files.createDirectory(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), documents().get(1));
        for (String name : List.of("pass", "secretservice")) {
            Path program = home.resolve("docker-credential-" + name);
            Files.writeString(
                    program,
                    "#!/bin/sh\necho '{\"Username\":\"" + name + "\",\"Secret\":\"x\"}'\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        CredentialStore store = DockerCredentials.of(Map.of("PATH", home.toString()), home);

        assertThat(store.find("registry.example").orElseThrow()).asString().contains("user=pass");
        assertThat(store.find("other.example").orElseThrow())
                .asString()
                .contains("user=secretservice");
    }
}
