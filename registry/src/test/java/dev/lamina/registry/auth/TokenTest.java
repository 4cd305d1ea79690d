package dev.lamina.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Answers of token services as they are in the field (distribution's "Token Authentication
/// Specification").
final class TokenTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static Token parse(String document) throws ImageFormatException {
        return Token.parse(Bytes.of(document.getBytes(UTF_8)), "token service", NOW);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"expires_in\":300                         | 295",
                "\"expires_in\":\"300\"                     | 295",
                "\"expires_in\":\" 300.5 \"                 | 295",
                "\"expires_in\":300.0                       | 295",
                "\"expires_in\":3e2                         | 295",
                "\"expires_in\":null                        | 55",
                "\"expires_in\":0                           | 55",
                "\"expires_in\":-1                          | 55",
                "\"expires_in\":\"-1\"                      | 55",
                "\"expires_in\":\"soon\"                    | 55",
                "\"expires_in\":\"\"                        | 55",
                "\"expires_in\":[300]                       | 55",
                "\"expires_in\":99999999999                 | 86395",
                "\"expires_in\":\"999999999999\"            | 86395",
                "\"issued_at\":\"yesterday\"                | 55",
                "\"issued_at\":12,\"expires_in\":300        | 295",
            })
    void aTokenLivesAsLongAsItsServiceSaysInWhateverForm(String member, long seconds)
            throws IOException {
        assertThat(parse("{\"token\":\"T\"," + member.strip() + "}").expires())
                .isEqualTo(NOW.plus(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":\"T\"}",
                "{\"access_token\":\"T\"}",
                "{\"token\":\"T\",\"access_token\":\"T\"}",
                "{\"token\":\"\",\"access_token\":\"T\"}",
                "{\"token\":\"T\",\"access_token\":null}",
            })
    void aTokenHasEitherName(String document) throws IOException {
        assertThat(parse(document).header()).isEqualTo("Bearer T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":null}", "{\"token\":\"\"}", "[]", "{\"token\":5}"})
    void anAnswerWithoutATokenIsRefused(String document) {
        assertThatThrownBy(() -> parse(document))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("token service: ");
    }

    @Test
    void anEmptyIdentityTokenIsNone() throws IOException {
        assertThat(parse("{\"token\":\"T\",\"refresh_token\":\"\"}").refreshToken()).isEmpty();
    }
}
