package dev.lamina.hub.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PasswordsTest {

    /// Made by the reference implementation: `argon2 somesalt -id -t 2 -k 19456 -p 1 -l 32`.
    private static final String REFERENCE =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ"
                    + "$PL01amPyeUuxG7H0vIr5X+qHkZvWnHmGBGXFYvh8z2E";

    @Test
    void theHashOfTheReferenceImplementationMatches() throws Exception {
        var passwords = new Passwords();

        assertThat(passwords.matches("password", REFERENCE)).isTrue();
        assertThat(passwords.matches("Password", REFERENCE)).isFalse();
    }

    @Test
    void aHashMatchesItsPasswordOnlyAndIsNeverTheSameTwice() throws Exception {
        var passwords = new Passwords();
        String hash = passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct horse ", hash)).isFalse();
        assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void whatIsNoHashMatchesNothing() throws Exception {
        assertThat(new Passwords().matches("", "")).isFalse();
        assertThat(new Passwords().matches("plain", "plain")).isFalse();
    }
}
