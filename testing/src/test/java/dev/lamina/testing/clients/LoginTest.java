package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.testing.clients.ClientProgram.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Each client logs in to a hub that needs accounts, and pushes what it could not push before.
@Tag("linux")
final class LoginTest {

    private static final String PASSWORD = "a good password";

    @TempDir private Path scratch;
    private ClientHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = ClientHub.startWithAccounts(scratch.resolve("hub"), PASSWORD);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String layout() throws IOException {
        try (ClientHub open = ClientHub.start(scratch.resolve("open"))) {
            open.push("me/app", "one\n");
            ClientProgram.require("skopeo")
                    .run(
                            "copy",
                            "--quiet",
                            "--src-tls-verify=false",
                            "docker://" + open.image("me/app"),
                            "oci:" + scratch.resolve("layout") + ":app");
        }
        return "oci:" + scratch.resolve("layout") + ":app";
    }

    @Test
    void skopeo() throws Exception {
        ClientProgram skopeo = ClientProgram.require("skopeo");
        Path file = scratch.resolve("auth.json");
        Object[] copy = {
            "copy",
            "--quiet",
            "--authfile=" + file,
            "--dest-tls-verify=false",
            layout(),
            "docker://" + hub.image("admin/app:1")
        };
        Files.writeString(file, "{}");

        assertThat(skopeo.attempt(copy).status()).isNotZero();
        Result wrong = login(skopeo, file, "wrong");
        login(skopeo, file, PASSWORD);
        skopeo.run(copy);

        assertThat(wrong.status()).isNotZero();
        assertThat(hub.get("admin/app/manifests/1").statusCode()).isEqualTo(200);
    }

    private Result login(ClientProgram program, Path file, String password) throws IOException {
        return program.attempt(
                "login",
                "--authfile=" + file,
                "--tls-verify=false",
                "--username=admin",
                "--password=" + password,
                hub.authority());
    }

    @Test
    void podman() throws Exception {
        ClientProgram.requireRoot();
        ClientProgram podman =
                ClientProgram.require(
                        "podman",
                        "--root",
                        scratch.resolve("root"),
                        "--runroot",
                        scratch.resolve("run"),
                        "--tmpdir",
                        scratch.resolve("tmp"),
                        "--storage-driver=vfs");
        Path file = scratch.resolve("auth.json");
        Files.writeString(file, "{}");
        String id = podman.run("pull", "--quiet", layout()).strip();
        Object[] push = {
            "push",
            "--quiet",
            "--authfile=" + file,
            "--tls-verify=false",
            id,
            hub.image("library/app:1")
        };

        assertThat(podman.attempt(push).status()).isNotZero();
        assertThat(login(podman, file, "wrong").status()).isNotZero();
        assertThat(login(podman, file, PASSWORD).status()).isZero();
        podman.run(push);

        assertThat(hub.get("library/app/manifests/1").statusCode()).isEqualTo(200);
    }

    @Test
    void docker() throws Exception {
        try (DockerDaemon daemon = DockerDaemon.start(scratch)) {
            ClientProgram docker = daemon.client();
            Path context = Files.createDirectories(scratch.resolve("context"));
            Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY motd /etc/\n");
            Files.writeString(context.resolve("motd"), "built\n");
            String image = hub.image("admin/built:1");
            docker.run("build", "--quiet", "--tag", image, context);

            Result before = docker.attempt("push", image);
            Result wrong = docker.attempt("login", "-u", "admin", "-p", "wrong", hub.authority());
            String login = docker.run("login", "-u", "admin", "-p", PASSWORD, hub.authority());
            docker.run("push", image);

            assertThat(before.status()).isNotZero();
            assertThat(wrong.status()).isNotZero();
            assertThat(login).contains("Login Succeeded");
            assertThat(hub.get("admin/built/manifests/1").statusCode()).isEqualTo(200);
        }
    }
}
