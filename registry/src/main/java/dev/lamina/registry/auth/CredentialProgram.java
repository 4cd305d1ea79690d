package dev.lamina.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program `docker-credential-NAME` that keeps credentials, for instance in a key ring
/// (docker-credential-helpers, "Development").
final class CredentialProgram {

    /// A helper says so in place of a name when its secret is an identity token.
    private static final String TOKEN_USER = "<token>";

    private static final String NOT_FOUND = "credentials not found";
    private static final int MAX_ANSWER = 1 << 20;
    private static final long MAX_SECONDS = 60;

    private final String program;
    private final Map<String, String> environment;

    /// Names a helper.
    ///
    /// @throws IOException if the name could mean another program
    CredentialProgram(String name, Map<String, String> environment) throws IOException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IOException("credential helper: expected a name, got '" + name + "'");
        }
        this.program = "docker-credential-" + name;
        this.environment = environment;
    }

    Optional<Credential> get(String server) throws IOException {
        Answer answer = run("get", server);
        if (answer.status != 0) {
            if (answer.text().contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure("get", answer);
        }
        JsonObject object = Json.parseObject(answer.output, program);
        String user = object.string("Username");
        String secret = object.string("Secret");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(TOKEN_USER)
                        ? new Credential.IdentityToken(secret)
                        : new Credential.Password(user, secret));
    }

    void store(String server, Credential credential) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("ServerURL", server);
        switch (credential) {
            case Credential.Password password -> {
                members.put("Username", password.user());
                members.put("Secret", password.password());
            }
            case Credential.IdentityToken identity -> {
                members.put("Username", TOKEN_USER);
                members.put("Secret", identity.token());
            }
            case Credential.RegistryToken _ ->
                    throw new IOException(program + ": keeps no registry tokens");
        }
        Answer answer = run("store", Json.line(members));
        if (answer.status != 0) {
            throw failure("store", answer);
        }
    }

    boolean erase(String server) throws IOException {
        return run("erase", server).status == 0;
    }

    private Answer run(String verb, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program, verb);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            byte[] output = process.getInputStream().readNBytes(MAX_ANSWER);
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(program + " " + verb + ": no answer in a minute");
            }
            return new Answer(process.exitValue(), Bytes.of(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private IOException failure(String verb, Answer answer) {
        String text = answer.text().strip();
        return new IOException(
                program
                        + " "
                        + verb
                        + ": expected exit status 0, got "
                        + answer.status
                        + (text.isEmpty() || verb.equals("get") && text.startsWith("{")
                                ? ""
                                : ": " + text));
    }

    /// What a helper answered.
    private record Answer(int status, Bytes output) {

        String text() {
            return output.utf8();
        }
    }
}
