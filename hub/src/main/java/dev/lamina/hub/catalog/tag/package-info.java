/// Tags: where they are, how they moved, which of them stay, and their rows on a page.
@NullMarked
package dev.lamina.hub.catalog.tag;

import org.jspecify.annotations.NullMarked;
