/// What people see of repositories: descriptions, stars, pull counts, and search.
@NullMarked
package dev.lamina.hub.shelf;

import org.jspecify.annotations.NullMarked;
