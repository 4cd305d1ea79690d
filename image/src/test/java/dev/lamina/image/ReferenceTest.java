package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Docker's rules for references, short and long.
final class ReferenceTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx, nginx",
        "nginx:1.22, docker.io/library/nginx:1.22, nginx:1.22",
        "account/app, docker.io/account/app, account/app",
        "library/nginx, docker.io/library/nginx, nginx",
        "docker.io/nginx, docker.io/library/nginx, nginx",
        "index.docker.io/nginx, docker.io/library/nginx, nginx",
        "localhost/app, localhost/app, localhost/app",
        "localhost:5000/app:a, localhost:5000/app:a, localhost:5000/app:a",
        "[::1]:5000/app, [::1]:5000/app, [::1]:5000/app",
        "quay.io/a/b/c:v1, quay.io/a/b/c:v1, quay.io/a/b/c:v1",
        "Host/app, Host/app, Host/app",
        "a__b/c-d.e, docker.io/a__b/c-d.e, a__b/c-d.e",
    })
    void aReferenceHasAFullAndAFamiliarForm(String text, String full, String familiar) {
        Reference reference = Reference.parse(text);

        assertThat(reference).hasToString(full);
        assertThat(reference.familiar()).isEqualTo(familiar);
        assertThat(Reference.parse(full)).isEqualTo(reference);
        assertThat(Reference.parse(familiar)).isEqualTo(reference);
    }

    @Test
    void aReferenceMayHaveATagAndADigest() {
        Reference reference = Reference.parse("nginx:1.22@sha256:" + HEX);

        assertThat(reference.tag()).contains("1.22");
        assertThat(reference.digest()).contains(Digest.parse("sha256:" + HEX));
        assertThat(reference.withDefaultTag()).isEqualTo(reference);
    }

    @Test
    void aReferenceWithoutTagAndDigestMeansLatest() {
        assertThat(Reference.parse("nginx").withDefaultTag())
                .hasToString("docker.io/library/nginx:latest");
    }

    @Test
    void anotherDefaultRegistryHasNoOfficialImages() {
        assertThat(Reference.parse("app", "hub.example")).hasToString("hub.example/app");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "nginx:, 6",
        "nginx:a/b, 0",
        "Nginx, 0",
        "a//b, 1",
        "a/../b, 1",
        "nginx@sha256:12, 6",
        "nginx@md5:00, 6",
        "host:port/app, 0",
        "-a, 0",
        "a b, 1",
    })
    void whatIsNoReferenceIsRefusedWithItsPosition(String text, int position) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOfSatisfying(
                        InvalidReferenceException.class,
                        e -> assertThat(e.position()).isEqualTo(position));
    }

    @Test
    void anImageIdIsNoReference() {
        assertThatThrownBy(() -> Reference.parse(HEX))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessageContaining("image ID");
    }
}
