package dev.lamina.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// A program `docker-credential-NAME` that keeps credentials, for instance in a key ring
/// (docker-credential-helpers, "Development").
final class CredentialProgram {

    /// Long enough for a user to open a key ring.
    static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    /// A helper says so in place of a name when its secret is an identity token.
    private static final String TOKEN_USER = "<token>";

    private static final String NOT_FOUND = "credentials not found";
    private static final int MAX_ANSWER = 1 << 20;

    private final String program;
    private final Map<String, String> environment;
    private final Duration timeLimit;

    /// Names a helper.
    ///
    /// @throws IOException if the name could mean another program
    CredentialProgram(String name, Map<String, String> environment, Duration timeLimit)
            throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IOException("credential helper: expected a name, got '" + name + "'");
        }
        this.program = "docker-credential-" + name;
        this.environment = environment;
        this.timeLimit = timeLimit;
    }

    Optional<Credential> get(String server) throws IOException {
        Answer answer = run("get", server);
        if (answer.status != 0) {
            if (answer.text().contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure("get", answer);
        }
        JsonObject object = Json.parseObject(answer.output, program + " get");
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

    /// Returns the names under which the helper keeps credentials; none if it does not tell.
    List<String> list() throws IOException {
        try {
            Answer answer = run("list", "");
            return answer.status == 0
                    ? Json.parseObject(answer.output, program + " list").names()
                    : List.of();
        } catch (ImageFormatException e) {
            return List.of();
        }
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

    /// Forgets a credential that is there.
    void erase(String server) throws IOException {
        Answer answer = run("erase", server);
        if (answer.status != 0) {
            throw failure("erase", answer);
        }
    }

    private Answer run(String verb, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(find().toString(), verb);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", String.join(":", searchPath()));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        // Reading what it says cannot be given up; ending it ends that too.
        var ended = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> endLater(process, ended));
        try {
            write(process, input);
            byte[] output = process.getInputStream().readNBytes(MAX_ANSWER);
            int status = process.waitFor();
            if (ended.get()) {
                throw new IOException(
                        program + " " + verb + ": no answer in " + timeLimit.toSeconds() + " s");
            }
            return new Answer(status, Bytes.of(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            watch.interrupt();
            process.destroyForcibly();
        }
    }

    private void endLater(Process process, AtomicBoolean ended) {
        try {
            TimeUnit.MILLISECONDS.sleep(timeLimit.toMillis());
            ended.set(true);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            // It ended in time.
        }
    }

    /// The environment may name another search path than this process has.
    private Path find() throws IOException {
        for (String directory : searchPath()) {
            Path file = Path.of(directory, program);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IOException(
                program + ": expected this credential helper in PATH, got no such program");
    }

    /// An empty or relative part would be the current directory, which must not decide what is run.
    private List<String> searchPath() {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(directory -> directory.startsWith("/"))
                .toList();
    }

    /// A helper that has failed reads nothing; what it says about that counts.
    private static void write(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // Its exit status tells.
        }
    }

    /// Helpers say on their standard output why they failed; never together with a secret.
    private IOException failure(String verb, Answer answer) {
        String text = answer.text().replaceAll("\\p{Cntrl}+", " ").strip();
        return new IOException(
                program
                        + " "
                        + verb
                        + ": expected exit status 0, got "
                        + answer.status
                        + (text.isEmpty() || text.contains("Secret") ? "" : ": " + text));
    }

    /// What a helper answered.
    private record Answer(int status, Bytes output) {

        String text() {
            return output.utf8();
        }
    }
}
