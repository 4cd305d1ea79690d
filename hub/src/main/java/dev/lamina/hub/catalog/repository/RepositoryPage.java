package dev.lamina.hub.catalog.repository;

import java.time.Instant;

/// All that people see of one repository, without its tags.
public record RepositoryPage(RepositoryCard card, RepositoryTexts texts, Instant createdAt) {}
