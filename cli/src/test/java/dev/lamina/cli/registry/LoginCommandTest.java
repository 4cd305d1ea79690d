package dev.lamina.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.testing.Lamina;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Login and logout at a registry that asks for one name and password.
final class LoginCommandTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(UTF_8));

    @TempDir private Path scratch;

    private PasswordRegistry registry;
    private String host;
    private Path credentials;
    private Lamina lamina;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = new PasswordRegistry(BASIC);
        host = registry.host();
        credentials = scratch.resolve("docker/config.json");
        lamina =
                new Lamina(scratch.resolve("store"))
                        .with("DOCKER_CONFIG", credentials.getParent().toString());
    }

    @AfterEach
    void stopRegistry() throws IOException {
        registry.close();
    }

    @Test
    void credentialsAreKeptWhereDockerKeepsThemAndForgottenAgain() throws IOException {
        assertThat(lamina.input("secret\n").run("login", "-u", "me", "--password-stdin", host))
                .isEqualTo(new Lamina.Result(0, "Login Succeeded\n", ""));
        assertThat(Files.readString(credentials))
                .contains(host, BASIC.substring("Basic ".length()))
                .doesNotContain("secret");

        assertThat(lamina.out("logout", host))
                .isEqualTo("Removing login credentials for " + host + "\n");
        assertThat(Files.readString(credentials)).doesNotContain(host);
        assertThat(lamina.out("logout", "https://" + host + "/v2/"))
                .isEqualTo("Not logged in to " + host + "\n");
    }

    @Test
    void aWrongPasswordIsRefusedAndShownNowhere() {
        Lamina.Result result = lamina.run("login", "-u", "me", "-p", "wrongword", host);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("WARNING! Using --password via the CLI is insecure.")
                .contains("access denied")
                .doesNotContain("wrongword");
        assertThat(credentials).doesNotExist();
    }

    @Test
    void aPasswordIsNotAskedForWithoutATerminal() {
        assertThat(lamina.run("login", "-u", "me", host))
                .isEqualTo(
                        new Lamina.Result(
                                1,
                                "",
                                "lamina: Cannot perform an interactive login from a non TTY device:"
                                        + " give --username and --password-stdin\n"));
    }
}
