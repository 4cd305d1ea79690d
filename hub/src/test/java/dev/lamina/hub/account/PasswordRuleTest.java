package dev.lamina.hub.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class PasswordRuleTest {

    private final PasswordRule rule =
            new PasswordRule(Optional.of("https://hub.wintergarden.example:8443"));

    @Test
    void passwordsHaveALength() {
        assertThatThrownBy(() -> rule.check("alice", "x".repeat(9)))
                .hasMessage("password: expected 10 to 200 characters, got 9");
        assertThatThrownBy(() -> rule.check("alice", "x".repeat(201)))
                .hasMessage("password: expected 10 to 200 characters, got 201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "0987654321",
                "password123",
                "Password1234!",
                "p4ssw0rd2024",
                "P@$$w0rd123",
                "qwertyuiop",
                "qwertzuiop1",
                "azertyuiop12",
                "1qaz2wsx3edc",
                "1q2w3e4r5t6y",
                "zxcvbnm12345",
                "iloveyou1234",
                "letmein12345",
                "welcome2026!",
                "changeme1234",
                "administrator",
                "admin1234567",
                "aaaaaaaaaaaa",
                "abababababab",
                "xy7xy7xy7xy7",
                "passwordpassword",
                "Summer2026!!",
                "docker123456",
                "registry-2026",
                "abcdefghijkl",
                "trustno1trustno1"
            })
    void whatListsOfLeakedPasswordsHaveIsRefused(String password) {
        assertThatThrownBy(() -> rule.check("alice", password))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("password: expected one that is not guessed at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mary-ann.moss",
                "Mary-Ann.Moss1",
                "ssom.nna-yram",
                "maryannmoss12",
                "moss-2026-moss",
                "hub.wintergarden.example",
                "Wintergarden1!",
                "wintergarden-mary",
                "localhost:25000",
                "moss@127.0.0.1"
            })
    void theNamesOfAccountAndHubAreRefused(String password) {
        assertThatThrownBy(() -> rule.check("mary-ann.moss", password))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "password: expected one that is not guessed at once, got one with the name"
                                + " of the account or the hub and little else");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "a good password",
                "Tr0ub4dor&3xyz",
                "mary-ann.moss has forty geese",
                "PyzqGx8vLm2RtA",
                "im Wintergarten steht ein Klavier",
                "\u5bc6\u7801\u5f88\u957f\u4f46\u662f\u6ca1\u6709\u4eba\u77e5\u9053"
            })
    void whatNobodyGuessesIsTaken(String password) {
        assertThatCode(() -> rule.check("mary-ann.moss", password)).doesNotThrowAnyException();
    }

    @Test
    void aShortNameIsNoReasonByItself() {
        assertThatCode(() -> rule.check("al", "always salt the soup")).doesNotThrowAnyException();
    }

    @Test
    void randomPasswordsAreTaken() {
        for (int i = 0; i < 1_000; i++) {
            String random = Accounts.randomPassword();
            assertThatCode(() -> rule.check("admin", random)).doesNotThrowAnyException();
        }
    }
}
