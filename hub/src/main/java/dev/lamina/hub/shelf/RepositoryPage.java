package dev.lamina.hub.shelf;

import java.time.Instant;

/// All that people see of one repository, without its tags.
public record RepositoryPage(RepositoryCard card, RepositoryTexts texts, Instant createdAt) {}
