package dev.lamina.hub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The grammar of distribution-spec 1.1, "Pulling manifests".
final class RepositoryNameTest {

    @Test
    void anOfficialImageIsOneRepositoryUnderBothNames() {
        RepositoryName brief = RepositoryName.parse("nginx").orElseThrow();

        assertThat(brief).isEqualTo(RepositoryName.parse("library/nginx").orElseThrow());
        assertThat(brief.path()).isEqualTo("library/nginx");
        assertThat(brief.familiar()).isEqualTo("nginx");
        assertThat(brief.isOfficial()).isTrue();
    }

    @Test
    void onlyNamesRightBelowLibraryAreOfficial() {
        for (String name : List.of("me/nginx", "library/nginx/alpine", "mylibrary/nginx")) {
            RepositoryName repository = RepositoryName.parse(name).orElseThrow();

            assertThat(repository.isOfficial()).as(name).isFalse();
            assertThat(repository.familiar()).isEqualTo(name);
        }
    }

    @Test
    void namesOfTheGrammarAreNames() {
        for (String name :
                List.of("a", "a/b/c/d", "a-b", "a--b", "a_b", "a__b", "a.b", "0/1", "a/b-c_d.e")) {
            assertThat(RepositoryName.parse(name)).as(name).isPresent();
        }
    }

    @Test
    void everythingElseIsNone() {
        for (String name :
                List.of(
                        "",
                        "/",
                        "a/",
                        "/a",
                        "a//b",
                        "A",
                        "a_",
                        "-a",
                        "a..b",
                        "a___b",
                        "a/../b",
                        ".",
                        "..",
                        "a b",
                        "a%2fb",
                        "ä",
                        "a\0",
                        "a\n",
                        "a:b",
                        "x".repeat(256))) {
            assertThat(RepositoryName.parse(name)).as("'%s'", name).isEmpty();
        }
    }

    @Test
    void whatThePathsOfTheApiMeanIsReserved() {
        for (String name :
                List.of(
                        "me/app/tags",
                        "me/app/stars",
                        "me/app/tags/1",
                        "me/app/tags/1/history",
                        "me/a/b/tags",
                        "library/nginx/tags",
                        "repositories")) {
            assertThatThrownBy(() -> RepositoryName.parse(name).orElseThrow().checkNew())
                    .as(name)
                    .isInstanceOf(ReservedNameException.class)
                    .hasMessageContaining("reserved part");
        }
        for (String name :
                List.of(
                        "tags",
                        "stars",
                        "me/tags",
                        "me/stars",
                        "me/app/history",
                        "users",
                        "search")) {
            assertThatCode(() -> RepositoryName.parse(name).orElseThrow().checkNew())
                    .as(name)
                    .doesNotThrowAnyException();
        }
    }

    /// A pattern that backtracks would take years.
    @Test
    void aNameMadeToBeSlowIsRefusedAtOnce() {
        assertThat(RepositoryName.parse("a-".repeat(127))).isEmpty();
        assertThat(RepositoryName.parse("a/".repeat(127))).isEmpty();
    }
}
