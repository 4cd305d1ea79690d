/// Repositories and what people see of them: descriptions, stars, pull counts, and search.
@NullMarked
package dev.lamina.hub.catalog.repository;

import org.jspecify.annotations.NullMarked;
