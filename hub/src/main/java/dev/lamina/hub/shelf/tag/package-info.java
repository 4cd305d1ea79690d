/// The tags of repositories as people see them: rows of a page, how they moved, and which of them stay.
@NullMarked
package dev.lamina.hub.shelf.tag;

import org.jspecify.annotations.NullMarked;
