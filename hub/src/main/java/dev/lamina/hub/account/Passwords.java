package dev.lamina.hub.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hashes passwords with Argon2id (RFC 9106), in the usual text form `$argon2id$v=19$...`.
///
/// Only a few are computed at once: each takes its memory, and strangers ask for them. They are computed
/// by threads of the system: on virtual ones they would keep the few carriers that all other requests
/// need, too.
final class Passwords {

    private static final int LANES = 1;
    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;
    private static final int MAX_AT_ONCE = 2;

    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random = new SecureRandom();
    private final PasswordCost cost;

    /// Who has waited for so long is told to come again.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Semaphore running = new Semaphore(MAX_AT_ONCE);

    /// The hash that the password of an account that does not exist is compared with, so that the answer
    /// takes as long. It is the hash of nothing.
    private final String nobody;

    /// @param cost of the hashes that are made; those that are compared say their own
    Passwords(PasswordCost cost) {
        this.cost = cost;
        nobody = text(random(SALT_LENGTH), random(HASH_LENGTH));
    }

    String hash(String password) throws IOException {
        byte[] salt = random(SALT_LENGTH);
        return text(
                salt, compute(password, salt, cost.memoryKib(), cost.passes(), LANES, HASH_LENGTH));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m="
                + cost.memoryKib()
                + ",t="
                + cost.passes()
                + ",p="
                + LANES
                + "$"
                + base64.encodeToString(salt)
                + "$"
                + base64.encodeToString(hash);
    }

    /// Tells whether a password has a hash.
    boolean matches(String password, String hash) throws IOException {
        Matcher form = FORM.matcher(hash);
        if (!form.matches() || password.length() > PasswordRule.MAX_LENGTH) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        byte[] got =
                compute(
                        password,
                        Base64.getDecoder().decode(form.group(4)),
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)),
                        expected.length);
        return MessageDigest.isEqual(expected, got);
    }

    /// Takes as long as comparing does.
    void pretend(String password) throws IOException {
        matches(password, nobody);
    }

    private byte[] compute(
            String password, byte[] salt, int memoryKib, int passes, int lanes, int length)
            throws IOException {
        var parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build();
        var computation =
                new FutureTask<>(
                        () -> {
                            try {
                                byte[] hash = new byte[length];
                                var generator = new Argon2BytesGenerator();
                                generator.init(parameters);
                                generator.generateBytes(password.getBytes(UTF_8), hash);
                                return hash;
                            } finally {
                                running.release();
                            }
                        });
        acquire();
        Thread.ofPlatform().daemon().name("password").start(computation);
        return result(computation);
    }

    private static byte[] result(FutureTask<byte[]> computation) throws IOException {
        try {
            return computation.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a password was checked", e);
        } catch (ExecutionException e) {
            throw new IOException("checking a password: " + e.getCause(), e);
        }
    }

    private void acquire() throws IOException {
        try {
            if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to check a password", e);
        }
    }
}
