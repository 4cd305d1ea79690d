package dev.lamina.hub.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PasswordsTest {

    /// Made by the reference implementation: `argon2 somesalt -id -t 2 -k 19456 -p 1 -l 32`.
    private static final String REFERENCE =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ"
                    + "$PL01amPyeUuxG7H0vIr5X+qHkZvWnHmGBGXFYvh8z2E";

    @Test
    void theHashOfTheReferenceImplementationMatches() throws Exception {
        var passwords = new Passwords(PasswordCost.USUAL);

        assertThat(passwords.matches("password", REFERENCE)).isTrue();
        assertThat(passwords.matches("Password", REFERENCE)).isFalse();
    }

    @Test
    void aHashMatchesItsPasswordOnlyAndIsNeverTheSameTwice() throws Exception {
        var passwords = new Passwords(PasswordCost.USUAL);
        String hash = passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct horse ", hash)).isFalse();
        assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void whatIsNoHashMatchesNothing() throws Exception {
        assertThat(new Passwords(PasswordCost.USUAL).matches("", "")).isFalse();
        assertThat(new Passwords(PasswordCost.USUAL).matches("plain", "plain")).isFalse();
    }

    @Test
    void otherHashesAreComparedAtTheirOwnCost() throws Exception {
        var cheap = new Passwords(new PasswordCost(8, 1));

        assertThat(cheap.hash("correct horse")).startsWith("$argon2id$v=19$m=8,t=1,p=1$");
        assertThat(cheap.matches("password", REFERENCE)).isTrue();
    }

    @Test
    void costsThatNoHashCanHaveAreRefused() {
        assertThatThrownBy(() -> new PasswordCost(7, 1)).hasMessageContaining("got 7");
        assertThatThrownBy(() -> new PasswordCost(1 << 21, 1)).hasMessageContaining("got 2097152");
        assertThatThrownBy(() -> new PasswordCost(8, 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new PasswordCost(8, 100)).hasMessageContaining("got 100");
    }
}
