package dev.lamina.hub.account;

import dev.lamina.hub.catalog.RepositoryName;

import java.util.Optional;

/// A right that a team or a robot has.
///
/// @param repository empty means all of the organisation, or of the robot's owner
public record Grant(Optional<RepositoryName> repository, Right right) {

    private static final String ALL = "*";

    /// The text in the database.
    String repositoryText() {
        return repository.map(RepositoryName::path).orElse(ALL);
    }

    static Grant of(String repository, int level) {
        return new Grant(
                repository.equals(ALL)
                        ? Optional.empty()
                        : Optional.of(new RepositoryName(repository)),
                Right.ofLevel(level));
    }
}
