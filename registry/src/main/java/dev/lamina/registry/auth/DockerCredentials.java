package dev.lamina.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The credentials that Docker's clients keep: `config.json` in `$DOCKER_CONFIG` or `~/.docker`,
/// and the helpers that it names (`credHelpers`, `credsStore`).
public final class DockerCredentials implements CredentialStore {

    private static final int MAX_SIZE = 4 << 20;

    private final Path file;
    private final Map<String, String> environment;
    private final Duration timeLimit;

    private DockerCredentials(Path file, Map<String, String> environment, Duration timeLimit) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.timeLimit = timeLimit;
    }

    /// Names the file that an environment implies; it is read when something is asked.
    public static DockerCredentials of(Map<String, String> environment, Path home) {
        return of(environment, home, CredentialProgram.TIME_LIMIT);
    }

    /// @param timeLimit how long a credential helper may take
    static DockerCredentials of(Map<String, String> environment, Path home, Duration timeLimit) {
        String named = environment.getOrDefault("DOCKER_CONFIG", "");
        Path directory = named.isEmpty() ? home.resolve(".docker") : Path.of(named);
        return new DockerCredentials(directory.resolve("config.json"), environment, timeLimit);
    }

    @Override
    public Optional<Credential> find(String registry) throws IOException {
        JsonObject document = JsonObject.of(read(), file.toString());
        Optional<CredentialProgram> helper = helper(document, registry);
        if (helper.isPresent()) {
            Optional<Kept> kept = kept(helper.get(), registry);
            if (kept.isPresent()) {
                return Optional.of(kept.get().credential);
            }
        }
        Optional<JsonObject> entries = document.optionalObject("auths").map(JsonObject::keyed);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name = new RegistryKey(registry).choose(entries.get().names());
        return name.isEmpty() ? Optional.empty() : credential(entries.get().object(name.get()));
    }

    /// Returns the file that keeps credentials for a registry as they are; nothing if a helper keeps
    /// them.
    public Optional<Path> unencrypted(String registry) throws IOException {
        return helper(JsonObject.of(read(), file.toString()), registry).isPresent()
                ? Optional.empty()
                : Optional.of(file);
    }

    @Override
    public void store(String registry, Credential credential) throws IOException {
        Map<String, @Nullable Object> members = read();
        Optional<CredentialProgram> helper =
                helper(JsonObject.of(members, file.toString()), registry);
        if (helper.isPresent()) {
            helper.get().store(new RegistryKey(registry).name(), credential);
            return;
        }
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        switch (credential) {
            case Credential.Password password ->
                    entry.put("auth", encode(password.user() + ":" + password.password()));
            case Credential.IdentityToken identity -> {
                entry.put("auth", encode("<token>:"));
                entry.put("identitytoken", identity.token());
            }
            case Credential.RegistryToken token -> entry.put("registrytoken", token.token());
        }
        Map<String, @Nullable Object> entries = entries(members);
        var key = new RegistryKey(registry);
        entries.keySet().removeIf(key::matches);
        entries.put(key.name(), entry);
        members.put("auths", entries);
        write(members);
    }

    @Override
    public boolean erase(String registry) throws IOException {
        Map<String, @Nullable Object> members = read();
        Optional<CredentialProgram> helper =
                helper(JsonObject.of(members, file.toString()), registry);
        Optional<Kept> kept = helper.isPresent() ? kept(helper.get(), registry) : Optional.empty();
        if (kept.isPresent()) {
            helper.get().erase(kept.get().name);
        }
        Map<String, @Nullable Object> entries = entries(members);
        if (entries.keySet().removeIf(new RegistryKey(registry)::matches)) {
            members.put("auths", entries);
            write(members);
            return true;
        }
        return kept.isPresent();
    }

    /// What a helper has, and the name under which it has it.
    private record Kept(String name, Credential credential) {}

    /// Asks a helper by the registry's name, then by its address, then by the name among all it has
    /// that means the same. Each question starts a program.
    private static Optional<Kept> kept(CredentialProgram helper, String registry)
            throws IOException {
        var key = new RegistryKey(registry);
        Optional<Kept> kept = kept(helper, Optional.of(key.name()));
        if (kept.isPresent()) {
            return kept;
        }
        try {
            kept = kept(helper, Optional.of(key.address()));
            return kept.isPresent()
                    ? kept
                    : kept(
                            helper,
                            key.choose(helper.list()).filter(name -> !name.equals(key.name())));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // It has said that it does not have it; other spellings need not please it.
            return Optional.empty();
        }
    }

    private static Optional<Kept> kept(CredentialProgram helper, Optional<String> name)
            throws IOException {
        return name.isEmpty()
                ? Optional.empty()
                : helper.get(name.get()).map(found -> new Kept(name.get(), found));
    }

    private Optional<CredentialProgram> helper(JsonObject document, String registry)
            throws IOException {
        Optional<JsonObject> helpers =
                document.optionalObject("credHelpers").map(JsonObject::keyed);
        String name = document.string("credsStore");
        if (helpers.isPresent()) {
            Optional<String> own = new RegistryKey(registry).choose(helpers.get().names());
            name = own.isPresent() ? helpers.get().string(own.get()) : name;
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new CredentialProgram(name, environment, timeLimit));
    }

    private Optional<Credential> credential(JsonObject entry) throws ImageFormatException {
        String identity = entry.string("identitytoken");
        if (!identity.isEmpty()) {
            return Optional.of(new Credential.IdentityToken(identity));
        }
        String token = entry.string("registrytoken");
        if (!token.isEmpty()) {
            return Optional.of(new Credential.RegistryToken(token));
        }
        String encoded = entry.string("auth");
        if (encoded.isEmpty()) {
            String user = entry.string("username");
            return user.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credential.Password(user, entry.string("password")));
        }
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return Optional.of(
                        new Credential.Password(
                                pair.substring(0, colon),
                                pair.substring(colon + 1).replaceAll("\0+$", "")));
            }
        } catch (IllegalArgumentException e) {
            // Said below; the cause would show the secret.
        }
        throw entry.fault("auth", "expected the base64 form of user:password, got something else");
    }

    private Map<String, @Nullable Object> read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return new LinkedHashMap<>();
        }
        if (Files.size(file) > MAX_SIZE) {
            throw new ImageFormatException(
                    file.toString(), -1, "size: expected at most " + MAX_SIZE + " bytes");
        }
        Bytes document = Bytes.of(Files.readAllBytes(file));
        if (document.utf8().isBlank()) {
            return new LinkedHashMap<>();
        }
        return object(Json.parse(document, file.toString()));
    }

    private Map<String, @Nullable Object> entries(Map<String, @Nullable Object> members)
            throws ImageFormatException {
        return members.get("auths") == null ? new LinkedHashMap<>() : object(members.get("auths"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> object(@Nullable Object value)
            throws ImageFormatException {
        JsonObject.of(value, file.toString());
        return value instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : new LinkedHashMap<>();
    }

    /// Other programs read this file at any time, and only its owner may. It may be a link into a
    /// directory of settings.
    private void write(Map<String, @Nullable Object> members) throws IOException {
        Files.createDirectories(file.getParent());
        Path target = Files.exists(file) ? file.toRealPath() : file;
        try {
            replace(target, members);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(target.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(target.toString(), null, e.getReason());
        }
    }

    private static void replace(Path target, Map<String, @Nullable Object> members)
            throws IOException {
        Path next =
                Files.createTempFile(
                        target.getParent(),
                        ".config",
                        ".json",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(next, Json.writePretty(members, "\t").toArray(), StandardOpenOption.DSYNC);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static String encode(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
