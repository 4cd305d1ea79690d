/// What people see of repositories: descriptions, stars, pull counts, search, and tags as rows of a page.
@NullMarked
package dev.lamina.hub.shelf;

import org.jspecify.annotations.NullMarked;
