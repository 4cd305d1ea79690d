package dev.lamina.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// `WWW-Authenticate` as servers write it (RFC 9110, 11.6.1).
final class ChallengeTest {

    @Test
    void theChallengeOfDockerHubIsRead() {
        assertThat(
                        Challenge.parse(
                                List.of(
                                        "Bearer realm=\"https://auth.docker.io/token\","
                                                + "service=\"registry.docker.io\","
                                                + "scope=\"repository:a/b:pull,push\"")))
                .containsExactly(
                        new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://auth.docker.io/token",
                                        "service", "registry.docker.io",
                                        "scope", "repository:a/b:pull,push")));
    }

    @Test
    void aHeaderMayHoldSeveralChallenges() {
        assertThat(Challenge.parse(List.of("Basic realm=\"a, b\", Negotiate, BEARER Realm=c")))
                .containsExactly(
                        new Challenge("basic", Map.of("realm", "a, b")),
                        new Challenge("negotiate", Map.of()),
                        new Challenge("bearer", Map.of("realm", "c")));
    }

    @Test
    void thereMayBeSeveralHeaders() {
        assertThat(Challenge.parse(List.of("Basic realm=x", "Bearer realm=y")))
                .extracting(Challenge::scheme)
                .containsExactly("basic", "bearer");
    }

    @Test
    void quotedTextMayHoldQuotes() {
        assertThat(Challenge.parse(List.of("Basic realm=\"say \\\"hi\\\" \\\\\"")))
                .containsExactly(new Challenge("basic", Map.of("realm", "say \"hi\" \\")));
    }

    @Test
    void oddSpacesSemicolonsAndMissingQuotesAreRead() {
        var expected =
                new Challenge(
                        "bearer",
                        Map.of("realm", "https://a.test/t?x=1", "service", "s", "scope", "a,b c"));
        for (String header :
                List.of(
                        "Bearer realm=https://a.test/t?x=1,service=s,scope=\"a,b c\"",
                        "bearer  Realm = \"https://a.test/t?x=1\" ;SERVICE= s; scope=\"a,b c\"",
                        "BEARER realm=\"https://a.test/t?x=1\" service=\"s\" scope=\"a,b c\"",
                        ", ,Bearer realm=\"https://a.test/t?x=\\1\",,service=s,scope=\"a,b c\",")) {
            assertThat(Challenge.parse(List.of(header))).as(header).containsExactly(expected);
        }
    }

    @Test
    void theTokenOfAnotherSchemeDoesNotHideWhatFollows() {
        assertThat(Challenge.parse(List.of("Negotiate YII/a+b==, Basic realm=x")))
                .filteredOn(Challenge::isKnown)
                .containsExactly(new Challenge("basic", Map.of("realm", "x")));
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        assertThat(Challenge.parse(List.of("", "  ,,", "=\"x\"", "\u0001"))).isEmpty();
        assertThat(Challenge.parse(List.of("Basic realm=\"never closed")))
                .extracting(Challenge::scheme)
                .contains("basic");
    }

    @Test
    void aHeaderWithoutEndIsLeftOut() {
        assertThat(Challenge.parse(List.of("Basic realm=\"" + "x".repeat(10_000) + "\"")))
                .isEmpty();
        assertThat(Challenge.parse(List.of("Basic " + "a=\"\\".repeat(2000)))).isNotNull();
    }

    @Test
    void aMissingParameterIsEmpty() {
        assertThat(new Challenge("basic", Map.of()).parameter("realm")).isEmpty();
    }
}
