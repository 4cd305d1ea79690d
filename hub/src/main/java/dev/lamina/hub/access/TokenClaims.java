package dev.lamina.hub.access;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.protocol.Access;

import java.util.List;

/// What a token of the token service says: who has it, and what it allows.
///
/// @param subject the name of the account; empty for somebody who did not log in
record TokenClaims(String subject, List<TokenScope> scopes) {

    TokenClaims {
        scopes = List.copyOf(scopes);
    }

    boolean allows(RepositoryName repository, Access.Action action) {
        return scopes.stream()
                .anyMatch(
                        scope ->
                                scope.repository().equals(repository)
                                        && scope.actions().contains(action));
    }

    /// Returns the name for logs and histories.
    String name() {
        return subject.isEmpty() ? "anonymous" : subject;
    }
}
