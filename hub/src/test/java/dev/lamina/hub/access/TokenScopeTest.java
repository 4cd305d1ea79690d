package dev.lamina.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.protocol.Access.Action;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

final class TokenScopeTest {

    @Test
    void severalScopesMayBeInOneTextOrInMany() {
        List<TokenScope> scopes =
                TokenScope.parse(
                        List.of(
                                "repository:nginx:pull repository:me/app:pull,push",
                                "repository:a/b:*"));

        assertThat(scopes)
                .extracting(TokenScope::repository)
                .containsExactly(
                        new RepositoryName("library/nginx"),
                        new RepositoryName("me/app"),
                        new RepositoryName("a/b"));
        assertThat(scopes.get(1).actions()).containsExactlyInAnyOrder(Action.PULL, Action.PUSH);
        assertThat(scopes.get(2).actions()).containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void whatIsNoRepositoryIsLeftOut() {
        assertThat(
                        TokenScope.parse(
                                List.of(
                                        "registry:catalog:*",
                                        "repository:",
                                        "repository::pull",
                                        "repository:UPPER:pull",
                                        "",
                                        "pull")))
                .isEmpty();
        assertThat(TokenScope.parse(Collections.nCopies(100, "repository:a/b:pull")))
                .hasSize(TokenScope.MAX_COUNT);
    }

    @Test
    void aRightAllowsAPartOfAScope() {
        TokenScope scope = TokenScope.parse(List.of("repository:a/b:pull,push,delete")).getFirst();

        assertThat(scope.within(Right.NONE).actionNames()).isEmpty();
        assertThat(scope.within(Right.READ).actionNames()).containsExactly("pull");
        assertThat(scope.within(Right.WRITE).actionNames()).containsExactly("pull", "push");
        assertThat(scope.within(Right.ADMIN).actionNames())
                .containsExactly("pull", "push", "delete");
    }
}
