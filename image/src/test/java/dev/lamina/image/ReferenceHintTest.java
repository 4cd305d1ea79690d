package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What users write in place of references, and what they are told.
final class ReferenceHintTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/team/app:1, example.org/team/app:1",
        "http://localhost:5000/app, localhost:5000/app",
        "HTTPS://example.org/app/, example.org/app",
        "docker://nginx:1.27, nginx:1.27",
        "https://hub.docker.com/_/nginx, nginx",
        "https://hub.docker.com/r/team/app/tags?page=1, team/app",
    })
    void anAddressIsRefusedWithTheNameInIt(String text, String meant) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessageContaining("expected a name without '")
                .hasMessageEndingWith(": did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({
        "Nginx, nginx",
        "nginX:1.27, nginx:1.27",
        "example.org/Team/App, example.org/team/app",
        "localhost:5000/APP, localhost:5000/app",
    })
    void capitalLettersAreRefusedWithTheNameWithoutThem(String text, String meant) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessageEndingWith(
                        "repository name must be lowercase: did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/tmp/image.tar", "./image", "../image", ".", "..", "~/image", "/", "./"})
    void aPathIsRefusedAsOne(String text) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessageEndingWith("got a path: files and directories cannot be pulled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https://example.org", "oci:///tmp/dir", "https://a b/c"})
    void whatHidesNoNameIsRefusedWithoutAGuess(String text) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessageContaining("expected a name without '")
                .hasMessageEndingWith("'");
    }
}
