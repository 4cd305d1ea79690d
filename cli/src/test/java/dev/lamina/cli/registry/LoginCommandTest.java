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
import java.nio.file.attribute.PosixFilePermissions;
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
        Lamina.Result login =
                lamina.input("secret\n").run("login", "-u", "me", "--password-stdin", host);

        assertThat(login.status()).isZero();
        assertThat(login.out()).isEqualTo("Login Succeeded\n");
        assertThat(login.err())
                .startsWith(
                        "\nWARNING! Your credentials are stored unencrypted in '"
                                + credentials
                                + "'.\nConfigure a credential helper to remove this warning");
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
    void credentialsThatAreKeptAreTriedFirst() throws IOException {
        lamina.input("secret\n").run("login", "-u", "me", "--password-stdin", host);

        assertThat(lamina.run("login", host))
                .isEqualTo(
                        new Lamina.Result(
                                0,
                                "Login Succeeded\n",
                                "Authenticating with existing credentials... [Username: me]\n"));
        String encoded = BASIC.substring("Basic ".length());
        String other = Base64.getEncoder().encodeToString("me:outdated".getBytes(UTF_8));
        Files.writeString(credentials, Files.readString(credentials).replace(encoded, other));

        Lamina.Result refused = lamina.run("login", host);

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("Stored credentials invalid or expired\nlamina: Cannot perform")
                .doesNotContain("outdated");
    }

    @Test
    void aHelperKeepsThemWithoutAWarning() throws IOException {
        Files.createDirectories(credentials.getParent());
        Files.writeString(credentials, "{\"credsStore\": \"kept\"}");
        Path helper = scratch.resolve("docker-credential-kept");
        Files.writeString(helper, "#!/bin/sh\ncat > /dev/null\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));

        Lamina.Result login =
                lamina.with("PATH", scratch + ":/usr/bin:/bin")
                        .input("secret")
                        .run("login", "-u", "me", "--password-stdin", host);

        assertThat(login).isEqualTo(new Lamina.Result(0, "Login Succeeded\n", ""));
    }

    @Test
    void anEmptyNameOrPasswordIsRefusedInDockersWords() {
        assertThat(lamina.input("secret").run("login", "-u", "", "--password-stdin", host).err())
                .isEqualTo("lamina: Non-null Username Required\n");
        assertThat(lamina.input("\n").run("login", "-u", "me", "--password-stdin", host).err())
                .isEqualTo("lamina: Password Required\n");
        assertThat(lamina.input("x").run("login", "--password-stdin", host).err())
                .isEqualTo("lamina: Must provide --username with --password-stdin\n");
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
